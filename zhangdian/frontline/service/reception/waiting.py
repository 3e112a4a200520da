"""What waits at reception, for the rail and the home page."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Tally, Waits
from zhangdian.foundation.ui.writing import hour
from zhangdian.frontline.service import receiving
from zhangdian.frontline.service.models import Appointment, RepairOrder
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.frontline.service.reception import queries
from zhangdian.people.organization.roles import Role

EXPECTED_SOON, EXPECTED_STILL = timedelta(minutes=30), timedelta(hours=2)
"""A car is looked out for half an hour before its booked time, and two hours after it."""


@Tally
def count(ctx: Any) -> Waits:
    """Cars that wait for me to come: mine, and what anyone may take."""
    late = Q(arrived_at__lte=ctx.now - receiving.COMMON_AFTER)
    return Waits(queries.for_me(ctx).filter(greeted_at=None), late)


@Tally
def count_all(ctx: Any) -> Waits:
    """The same with those that I have greeted."""
    late = Q(greeted_at=None, arrived_at__lt=ctx.now - receiving.COMMON_AFTER)
    return Waits(queries.for_me(ctx), late)


@queue("接车", ADVISORS, count_all)
def my_arrivals(ctx: Any) -> list[Task]:
    """Cars that have arrived and are not signed for: mine, and what anyone may take."""
    found = queries.queue_of(ctx)
    return [task_of(one) for one in (*found.mine, *found.common)]


def task_of(one: queries.Arrival) -> Task:
    order, step = one.order, one.step
    url = reverse(step.url_name or "service:walk_around", args=[order.pk])
    due = order.arrived_at + receiving.COMMON_AFTER if step is queries.GREET else None
    return Task(
        title=f"{step.word}{'：' + one.words if one.words else ''}",
        url=url,
        verb=step.verb,
        since=order.arrived_at,
        due=due,
        plate=order.plate,
        remark=order.vehicle.model_name,
        act=reverse("ui:act", args=["service.greet_customer", order.pk]) if step is queries.GREET else "",
    )


def not_greeted(ctx: Any) -> Any:
    """Cars to which nobody has come yet, whoever's they are."""
    return RepairOrder.objects.of(ctx).open().filter(state=RepairOrder.State.DRAFT, greeted_at=None)


@queue(
    "等接待",
    [Role.GUIDE],
    lambda ctx: Waits(not_greeted(ctx), Q(arrived_at__lt=ctx.now - receiving.COMMON_AFTER)),
)
def cars_at_the_entrance(ctx: Any) -> list[Task]:
    """Whom the guide fetches for which car, the longest waiting first."""
    rows = not_greeted(ctx).select_related("advisor", "vehicle__model").order_by("arrived_at", "pk")
    return [
        Task(
            f"请{order.advisor}来接" if order.advisor else "请一位顾问来接",
            reverse("service:entrance"),
            "去门口",
            since=order.arrived_at,
            due=order.arrived_at + receiving.COMMON_AFTER,
            plate=order.plate,
            remark=order.vehicle.model_name,
        )
        for order in rows[:MOST]
    ]


def expected(ctx: Any) -> Any:
    """Booked cars whose hour has come and that have not."""
    near = Appointment.objects.of(ctx).filter(
        slot_at__gt=ctx.now - EXPECTED_STILL, slot_at__lt=ctx.now + EXPECTED_SOON
    )
    return near.filter(state=Appointment.State.BOOKED, vehicle__plate__gt="")


@queue("预约快到", [Role.GUIDE], lambda ctx: Waits(expected(ctx), Q(slot_at__lt=ctx.now)))
def cars_expected(ctx: Any) -> list[Task]:
    """Which plates the guide looks out for; the tap opens the entrance with the car found."""
    rows = expected(ctx).select_related("vehicle__model", "advisor").order_by("slot_at", "pk")
    return [
        Task(
            f"预约 {hour(booked.slot_at)} 到",
            f"{reverse('service:entrance')}?tail={booked.vehicle.plate[-3:]}",
            "登记",
            due=booked.slot_at,
            plate=booked.vehicle.plate,
            remark=booked.vehicle.model_name,
        )
        for booked in rows[:MOST]
    ]
