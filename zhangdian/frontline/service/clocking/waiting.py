"""Clocks that were left running wait for their holders in the morning."""

from typing import Any

from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Waits
from zhangdian.frontline.service import clocks
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.people.organization.roles import Role


def mine(ctx: Any) -> Any:
    return left_running(ctx).filter(technician=ctx.person_id)


@queue(
    "没停的工时",
    [Role.TECHNICIAN, Role.TEAM_LEADER],
    lambda ctx: Waits(mine(ctx), late=True),
)
def my_clocks_left_running(ctx: Any) -> list[Task]:
    """Mine, before anything new is begun."""
    return [task(each) for each in mine(ctx)[:MOST]]


@queue(
    "没停的工时",
    [Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR],
    lambda ctx: Waits(left_running(ctx), late=True),
)
def clocks_left_running(ctx: Any) -> list[Task]:
    """Everybody's: whoever is not here has it told for him."""
    return [task(each) for each in left_running(ctx)[:MOST]]


@queue("关门还在走的工时", [Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR])
def clocks_past_closing(ctx: Any) -> list[Task]:
    """Who forgot to stop is asked before he is gone; who works on says so when he stops."""
    return [task(each) for each in clocks.past_closing(ctx)[:MOST]]


def left_running(ctx: Any) -> Any:
    return clocks.left_running(ctx).select_related("order", "line", "technician").order_by("started_at")


def task(record: ClockRecord) -> Task:
    return Task(
        f"“{record.line.name}”没停工",
        f"{reverse('ui:act', args=['service.tell_clock_end', record.pk])}?next={reverse('web:home')}",
        "补填",
        since=record.started_at,
        due=record.started_at,
        plate=record.order.plate,
        remark=str(record.technician),
    )
