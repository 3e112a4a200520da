"""Which cars will be late: asked at ten and at two, and at any time from what stands on the board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.frontline.service.pace import Pace
from zhangdian.frontline.service.queries import Card

State = RepairOrder.State
ROUNDS = (time(10), time(14))
"""When the supervisor looks (store_truth.md §4.4)."""


@dataclass(frozen=True)
class Threatened:
    """A car that will not be ready as promised, and when it will."""

    card: Card
    ready_at: datetime

    @property
    def minutes(self) -> int:
        return clock.minutes_between(self.card.order.promised_at, self.ready_at)


@dataclass(frozen=True)
class Round:
    """One look of the day: what was foreseen then, and what is late now or will be."""

    hour: time
    passed: bool
    foreseen: int
    late: int


def ready_at(order: Any, now: datetime, pace: Pace, waits: timedelta | None = None) -> datetime:
    """When it would stand ready: what is left of work, inspection and wash; `waits` until somebody begins."""
    wash = pace.wash if order.wash == RepairOrder.Wash.YES else timedelta()
    if order.state == State.READY:
        return now
    if order.state == State.WASHING:
        return max(now, order.wash_started_at + pace.washing) if order.wash_started_at else now + wash
    if order.state == State.CHECKING:
        return now + pace.inspection + wash
    left = [line for line in order.work if line.finished_at is None]
    planned = max((line.planned_end_at for line in left if line.planned_end_at), default=now)
    new = sum((line.hours for line in left if line.dispatched_at is None), Decimal(0))
    waits = timedelta() if order.state != State.WAITING else pace.to_bay if waits is None else waits
    return max(planned, now) + timedelta(hours=float(new)) + waits + pace.inspection + wash


def threatened(
    cards: Iterable[Card], now: datetime, pace: Pace, waits: dict[int, timedelta]
) -> list[Threatened]:
    """Cars that are in time yet and will not be, the worst first."""
    found = []
    for card in cards:
        order = card.order
        if not order.promised_at or order.promised_at <= now or order.state == State.READY:
            continue
        ready = ready_at(order, now, pace, waits.get(order.pk))
        if ready > order.promised_at:
            found.append(Threatened(card, ready))
    return sorted(found, key=lambda each: -each.minutes)


def rounds(ctx: Any, pace: Pace, late: int, coming: int) -> list[Round]:
    """The two looks of the day: a past one with what it foresaw, the next with what is foreseen now."""
    made = []
    for hour in ROUNDS:
        at = clock.instant(ctx.today, hour, ctx.standing.zone)
        passed = at <= ctx.now
        made.append(Round(hour, passed, foreseen(ctx, at, pace) if passed else coming, late))
    return made


def foreseen(ctx: Any, at: datetime, pace: Pace) -> int:
    """How many cars stood to be late when one looked at that hour, from what was known by then."""
    _, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    lines = OrderLine.objects.filter(authorized_at__lte=at, voided_at=None)
    orders = RepairOrder.objects.of(ctx).filter(
        signed_at__lte=at, first_promised_at__gt=at, first_promised_at__lt=end, voided_at=None
    )
    return sum(would_be_late(order, at, pace) for order in orders.prefetch_related(Prefetch("lines", lines)))


def would_be_late(order: RepairOrder, at: datetime, pace: Pace) -> bool:
    wash = pace.wash if order.wash == RepairOrder.Wash.YES else timedelta()
    if order.final_passed_at and order.final_passed_at <= at:
        return False
    known = [line for line in order.lines.all() if line.dispatched_at and line.dispatched_at <= at]
    ends = max((line.planned_end_at for line in known if line.planned_end_at), default=None)
    if ends is None:
        hours = sum((line.hours for line in order.lines.all()), Decimal(0))
        ends = at + pace.to_bay + timedelta(hours=float(hours))
    if order.self_checked_at and order.self_checked_at <= at:
        ends = at
    return bool(order.first_promised_at and ends + pace.inspection + wash > order.first_promised_at)
