"""What of inquiries waits on the home page, and what stands of them on a customer's and a car's page."""

from typing import Any

from django.urls import reverse

from zhangdian.aftercare.care.inquiries import queries
from zhangdian.aftercare.care.models import Inquiry
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Tally, Waits
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.organization.roles import Role

SHOWN = 20
ON_A_PAGE = 5
State = Inquiry.State


@Tally
def inquiries_waiting(ctx: Any) -> Waits:
    """How much of it waits, and whether one is past its hour."""
    return Waits(queries.waiting(ctx).order_by(), queries.is_late(ctx), SHOWN)


@queue("咨询", Role.values, inquiries_waiting)
def inquiries_of_mine(ctx: Any) -> list[Task]:
    """One line an inquiry: what is to be done about it, by when."""
    rows = queries.waiting(ctx).select_related(
        "topic", "vehicle", "customer", "owner", "helper", "colleague", "answered_by"
    )
    return [task_of(ctx, each) for each in rows[:SHOWN]]


def task_of(ctx: Any, inquiry: Inquiry) -> Task:
    title, verb = what_to_do(ctx, inquiry)
    late = inquiry.state in Inquiry.OPEN and inquiry.due_at < ctx.now
    return Task(
        title=title,
        url=reverse("care:inquiry", args=[inquiry.pk]),
        verb=verb,
        since=inquiry.begun_at,
        due=inquiry.due_at if inquiry.state in Inquiry.OPEN else None,
        plate=inquiry.plate,
        remark=f"{inquiry.topic} · {who_asks(ctx, inquiry)} · “{inquiry.question[:40]}”",
        tone="late" if late else "",
    )


def what_to_do(ctx: Any, inquiry: Inquiry) -> tuple[str, str]:
    """The line and its button, as this person stands to the inquiry."""
    if inquiry.state == State.FOLLOWING and inquiry.owner_id == ctx.person_id:
        return "约了今天再联系", "联系"
    if inquiry.state in (State.FOLLOWING, State.ANSWERED):
        return f"{inquiry.answered_by}答复了您的咨询", "看"
    mine = inquiry.owner_id == ctx.person_id or (inquiry.owner_id is None and inquiry.desk in ctx.roles)
    if mine:
        known = {
            State.ADVISED: ("同事答了，告诉对方", "告诉"),
            State.ASKING: ("同事还没答，先回对方一声", "看"),
        }
        return known.get(State(inquiry.state), ("咨询等您答复", "答复"))
    asked = inquiry.helper_id == ctx.person_id or (
        inquiry.helper_id is None and inquiry.helper_desk in ctx.roles
    )
    if inquiry.state == State.ASKING and asked:
        return f"{inquiry.owner or '同事'}问您", "答"
    return f"{inquiry.owner or inquiry.get_desk_display()}超时没答复", "过问"


def who_asks(ctx: Any, inquiry: Inquiry) -> str:
    """The colleague, or the customer as this person may see him."""
    if inquiry.colleague:
        return f"{inquiry.colleague} {inquiry.get_department_display()}".strip()
    if inquiry.customer:
        return inquiry.customer.called or str(inquiry.customer.name.seen_by(ctx))
    return str(inquiry.caller.seen_by(ctx)) if inquiry.caller else "客户"


@panel("customer", "care/_inquiries_of_customer.html", 60)
def inquiries_of_customer(ctx: Any, customer: Customer) -> dict[str, Any] | None:
    """His last questions, and a new one a tap away."""
    rows = queries.last_of(ctx, ON_A_PAGE, customer=customer)
    stands = not (customer.restricted_at or customer.erased_at or customer.merged_into_id)
    return {"inquiries": rows, "about": f"customer={customer.pk}" if stands else ""}


@panel("vehicle", "care/_inquiries_of_vehicle.html", 60)
def inquiries_of_vehicle(ctx: Any, vehicle: Vehicle) -> dict[str, Any]:
    """What was asked about this car."""
    rows = queries.last_of(ctx, ON_A_PAGE, vehicle=vehicle)
    return {"inquiries": rows, "about": f"plate={vehicle.plate}" if vehicle.plate else ""}
