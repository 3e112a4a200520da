"""Which cars will be late: asked at ten and at two, and at any time from what stands on the board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.frontline.service.queries import Card
from zhangdian.frontline.service.workbench import done_at
from zhangdian.frontline.service.working import Working

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


def ready_at(order: Any, now: datetime, known: Working, waits: timedelta | None = None) -> datetime:
    """When it would stand ready: what is left of work, inspection and wash; it `waits` to be begun."""
    pace = known.pace
    wash = pace.wash if order.wash == RepairOrder.Wash.YES else timedelta()
    if order.state == State.READY:
        return now
    if order.state == State.WASHING and order.wash_started_at:
        clean_at: datetime = order.wash_started_at + pace.washing
        return max(now, clean_at)
    if order.state == State.WASHING:
        return known.waited(now, wash)
    if order.state == State.CHECKING:
        return known.waited(now, pace.inspection + wash)
    left = [line for line in order.work if line.finished_at is None]
    planned = max((line.planned_end_at for line in left if line.planned_end_at), default=now)
    waits = timedelta() if order.state != State.WAITING else pace.to_bay if waits is None else waits
    new = [line for line in left if line.dispatched_at is None]
    done = done_at(known, known.waited(max(planned, now), waits), new)
    return known.waited(done, pace.inspection + wash)


def threatened(
    cards: Iterable[Card], now: datetime, known: Working, waits: dict[int, timedelta]
) -> list[Threatened]:
    """Cars that are in time yet and will not be, the worst first."""
    found = []
    for card in cards:
        order = card.order
        if not order.promised_at or order.promised_at <= now or order.state == State.READY:
            continue
        ready = ready_at(order, now, known, waits.get(order.pk))
        if ready > order.promised_at:
            found.append(Threatened(card, ready))
    return sorted(found, key=lambda each: -each.minutes)


def rounds(ctx: Any, known: Working, late: int, coming: int) -> list[Round]:
    """The two looks of the day: a past one with what it foresaw, the next with what is foreseen now."""
    made = []
    for hour in ROUNDS:
        at = clock.instant(ctx.today, hour, ctx.standing.zone)
        passed = at <= ctx.now
        made.append(Round(hour, passed, foreseen(ctx, at, known) if passed else coming, late))
    return made


def foreseen(ctx: Any, at: datetime, known: Working) -> int:
    """How many cars stood to be late when one looked at that hour, from what was known by then."""
    _, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    lines = OrderLine.objects.filter(authorized_at__lte=at, voided_at=None)
    orders = RepairOrder.objects.of(ctx).filter(
        signed_at__lte=at, first_promised_at__gt=at, first_promised_at__lt=end, voided_at=None
    )
    return sum(would_be_late(order, at, known) for order in orders.prefetch_related(Prefetch("lines", lines)))


def would_be_late(order: RepairOrder, at: datetime, known: Working) -> bool:
    pace = known.pace
    wash = pace.wash if order.wash == RepairOrder.Wash.YES else timedelta()
    if order.final_passed_at and order.final_passed_at <= at:
        return False
    given = [line for line in order.lines.all() if line.dispatched_at and line.dispatched_at <= at]
    ends = max((line.planned_end_at for line in given if line.planned_end_at), default=None)
    if ends is None:
        ends = done_at(known, known.waited(at, pace.to_bay), order.lines.all())
    if order.self_checked_at and order.self_checked_at <= at:
        ends = at
    ready = known.waited(ends, pace.inspection + wash)
    return bool(order.first_promised_at and ready > order.first_promised_at)
