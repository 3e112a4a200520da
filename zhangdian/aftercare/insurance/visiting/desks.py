"""What the desks see of cars that are here: whom to remind, who wants a quote, what stands on the visit."""

from typing import Any

from django.urls import reverse

from zhangdian.aftercare.insurance import covered
from zhangdian.aftercare.insurance.posts import AT_THE_CAR, RENEWERS
from zhangdian.aftercare.insurance.visiting import queries
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.organization.roles import Role

SHOWN, FEW = 20, 3
REMINDERS = (Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR, Role.CLAIMS_ADJUSTER)


@queue("提醒续保", REMINDERS, lambda ctx: Waits(queries.to_remind(ctx), most=SHOWN))
def visits_to_remind(ctx: Any) -> list[Task]:
    """Cars whose cover ends soon, until the customer's answer is written down (ICA-19)."""
    return [
        Task(
            title=f"保险到 {each.expires_on:%m-%d} 到期",
            url=reverse("service:repairorder", args=[each.order_id]),
            verb="提醒",
            since=each.owed_at,
            plate=each.order.plate,
            remark="问客户在哪续，记下他的话",
        )
        for each in queries.to_remind(ctx).select_related("order")[:SHOWN]
    ]


@queue("到店要报价", RENEWERS, lambda ctx: Waits(queries.quote_wanted(ctx), most=SHOWN))
def quotes_wanted(ctx: Any) -> list[Task]:
    """Who asked for a quote at the car; gone from here once he is called or has one."""
    return [
        Task(
            title=f"请本店报价 {each.words}".strip(),
            url=reverse("customers:vehicle", args=[each.vehicle_id]),
            verb="看",
            since=each.at,
            plate=each.vehicle.plate,
            remark=f"保到 {each.expires_on:%m-%d} · {each.by} 记",
        )
        for each in queries.quote_wanted(ctx).select_related("vehicle", "by")[:SHOWN]
    ]


@panel("visit", "insurance/_insurance_of_visit.html", 60)
def insurance_of_visit(ctx: Any, order: RepairOrder) -> dict[str, Any] | None:
    """What its customer said to the end of his cover; after an accident the cover, and the care promised."""
    if not ctx.roles.intersection(AT_THE_CAR):
        return None
    talks = list(queries.talks_of(ctx, order=order)[:FEW])
    crashed = order.kind == Kind.ACCIDENT
    if not talks and not crashed:
        return None
    cover = covered.cover_end(ctx, order.vehicle_id) if crashed else None
    return {
        "order": order,
        "crashed": crashed,
        "cover": cover,
        "left": cover.days_left(ctx.today) if cover else None,
        "talks": talks,
        "cares": queries.cares_of(cover.ours) if cover and cover.ours else [],
    }
