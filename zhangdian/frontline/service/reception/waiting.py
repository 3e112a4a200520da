"""What waits at reception, for the rail and the home page."""

from typing import Any

from django.urls import reverse

from zhangdian.foundation.ui.nav import Waiting
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.frontline.service import receiving
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.reception import queries
from zhangdian.people.organization.roles import Role

FRONT = (Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR)


def count(ctx: Any) -> Waiting:
    """Cars that wait for me to come: mine, and what anyone may take; one query."""
    rows = RepairOrder.objects.of(ctx).filter(state=RepairOrder.State.DRAFT, greeted_at=None)
    since = ctx.now - receiving.COMMON_AFTER
    waiting = [
        (advisor, at)
        for advisor, at in rows.values_list("advisor_id", "arrived_at")[: queries.ARRIVALS]
        if advisor in (ctx.person_id, None) or at <= since
    ]
    return Waiting(len(waiting), late=any(at <= since for _, at in waiting))


@queue("接车", FRONT)
def my_arrivals(ctx: Any) -> list[Task]:
    """Cars that have arrived and are not signed for: mine, and what anyone may take."""
    found = queries.queue_of(ctx)
    return [task_of(one) for one in (*found.mine, *found.common)]


def task_of(one: queries.Arrival) -> Task:
    order, step = one.order, one.step
    url = reverse(step.url_name or "service:walk_around", args=[order.pk])
    due = order.arrived_at + receiving.COMMON_AFTER if step is queries.GREET else None
    return Task(
        title=f"{step.word}{'：' + one.words if one.words else ''}"[:40],
        url=url,
        verb=step.verb,
        since=order.arrived_at,
        due=due,
        plate=order.plate,
        remark=order.vehicle.model_name,
    )
