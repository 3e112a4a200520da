"""What waits because of messages: unknown and failed ones at a desk, notes to their readers; panels."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Tally, Waits
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.messaging import queries
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.occasions import OCCASIONS
from zhangdian.people.messaging.posts import KEEPERS
from zhangdian.people.organization.roles import Role

SHOWN = 20
IN_PANEL = 8


def label_of(message: Message) -> str:
    which = OCCASIONS.get(message.occasion)
    return which.label if which else message.occasion


@Tally
def unsettled_count(ctx: Any) -> Waits:
    return Waits(queries.unsettled(ctx), most=SHOWN)


@queue("消息没有发成", KEEPERS, unsettled_count)
def unsettled(ctx: Any) -> list[Task]:
    """What nobody knows the fate of, and what failed: send again, confirm, or take back."""
    rows = queries.unsettled(ctx).select_related("customer", "person", "vehicle")
    return [unsettled_task(ctx, message) for message in rows[:SHOWN]]


def unsettled_task(ctx: Any, message: Message) -> Task:
    whom = message.customer.name.seen_by(ctx) if message.customer else message.person or message.robot
    return Task(
        title=f"{label_of(message)}{message.get_state_display()}：{whom or '收件人'}",
        url=reverse("messaging:message", args=[message.pk]),
        verb="处理",
        since=message.failed_at or message.unknown_at,
        plate=message.vehicle.plate if message.vehicle else "",
        remark=f"{message.get_channel_display()} · {message.said}",
    )


@queue("通知", Role.values, lambda ctx: Waits(queries.unread(ctx), most=SHOWN))
def notes(ctx: Any) -> list[Task]:
    """Notes in the page to this very person; one tap says that he knows."""
    return [
        Task(
            title=message.text,
            url=page_of(message),
            verb="知道了",
            since=message.due_at,
            act=reverse("ui:act", args=["messaging.read_note", message.pk]),
        )
        for message in queries.unread(ctx)[:SHOWN]
    ]


def page_of(message: Message) -> str:
    """The page of what it is about, where its room has one."""
    try:
        return reverse(message.subject_type.replace(".", ":"), args=[message.subject_id])
    except NoReverseMatch:
        return reverse("web:home")


@panel("customer", "messaging/_messages_of_customer.html", 40)
def messages_to_customer(ctx: Any, customer: Customer) -> dict[str, Any] | None:
    """What was written to him; nothing of who wants his data no longer used."""
    if customer.restricted_at or customer.erased_at:
        return None
    return {"messages": named(queries.written_to(ctx, customer=customer))}


@panel("vehicle", "messaging/_messages_about_vehicle.html", 40)
def messages_about_vehicle(ctx: Any, car: Vehicle) -> dict[str, Any] | None:
    """What was written about this car."""
    found = named(queries.written_to(ctx, vehicle=car))
    return {"messages": found} if found else None


def named(rows: Any) -> list[tuple[Message, str]]:
    return [(message, label_of(message)) for message in rows[:IN_PANEL]]
