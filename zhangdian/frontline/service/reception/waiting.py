"""What waits at reception, for the rail and the home page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Tally, Waits
from zhangdian.frontline.service import receiving
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.frontline.service.reception import queries


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
        title=f"{step.word}{'：' + one.words if one.words else ''}"[:40],
        url=url,
        verb=step.verb,
        since=order.arrived_at,
        due=due,
        plate=order.plate,
        remark=order.vehicle.model_name,
        act=reverse("ui:act", args=["service.greet_customer", order.pk]) if step is queries.GREET else "",
    )
