"""What waits for leader, inspector and washer, for the rail and the home page."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Tally, Waits
from zhangdian.frontline.service import queries
from zhangdian.frontline.service.ball import stage_since
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.queries import Card
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
LOOK_WITHIN = timedelta(minutes=15)
"""So long a finished car may wait for its inspection; queue age is what the wall shows."""


@Tally
def inspection_count(ctx: Any) -> Waits:
    """Cars that wait for a leader or the inspector."""
    rows = RepairOrder.objects.of(ctx).open().filter(state=State.CHECKING)
    return Waits(rows, stood_too_long(ctx))


def stood_too_long(ctx: Any) -> Q:
    """Since the leader passed it, or since the technician had checked himself."""
    since = ctx.now - LOOK_WITHIN
    return Q(leader_passed_at__lt=since) | Q(leader_passed_at=None, self_checked_at__lt=since)


def washing(ctx: Any) -> Any:
    return RepairOrder.objects.of(ctx).open().filter(state=State.WASHING)


@Tally
def wash_count(ctx: Any) -> Waits:
    """Cars to wash; red when one is past its promise."""
    return Waits(washing(ctx), Q(promised_at__lt=ctx.now))


@queue("待组长检查", [Role.TEAM_LEADER])
def cars_to_check(ctx: Any) -> list[Task]:
    """Cars whose technician has checked himself, and that I did not work on (PROC-W-18)."""
    return [
        task_of(card, "组长检查", "检查") for card in checking(ctx, passed=False) if not worked_on(ctx, card)
    ]


@queue("待总检", [Role.QUALITY_INSPECTOR, Role.TECHNICAL_DIRECTOR])
def cars_to_inspect(ctx: Any) -> list[Task]:
    """Cars that a leader has passed, with their minutes (PROC-W-20)."""
    return [task_of(card, "总检", "总检") for card in checking(ctx, passed=True)]


def checking(ctx: Any, *, passed: bool) -> list[Card]:
    rows = queries.cars_here(ctx).filter(state=State.CHECKING, leader_passed_at__isnull=not passed)
    return queries.cards(ctx, rows[:MOST])


def worked_on(ctx: Any, card: Card) -> bool:
    return any(line.technician_id == ctx.person_id for line in card.order.work)


def task_of(card: Card, title: str, verb: str) -> Task:
    since = stage_since(card.order)
    return Task(
        f"{title}：{card.work}",
        reverse("service:inspected", args=[card.order.pk]),
        verb,
        since=since,
        due=since + LOOK_WITHIN,
        plate=card.order.plate,
    )


@queue("洗车", [Role.WASHER], wash_count)
def cars_to_wash(ctx: Any) -> list[Task]:
    """Cars at the wash, by promise (PROC-W-22)."""
    rows = washing(ctx).order_by("promised_at", "pk")
    wash = reverse("service:wash")
    return [
        Task(
            "洗好停好" if order.wash_started_at else "洗车",
            wash,
            "停好" if order.wash_started_at else "开始",
            since=order.final_passed_at,
            due=order.promised_at,
            plate=order.plate,
        )
        for order in rows[:MOST]
    ]
