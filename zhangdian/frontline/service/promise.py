"""The promised time, from hours of work, who is free, parts, inspection and wash (PROC-R-24)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.lines import totals
from zhangdian.frontline.service.models import ClockRecord, OrderLine, PartLine, RepairOrder
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import queries as parts_queries
from zhangdian.resources.parts.models import Part

INSPECTION = timedelta(minutes=16)
WASH = timedelta(minutes=28)
TO_THE_BAY = timedelta(minutes=18)
CLOSING = time(18)
FREE_HAND = timedelta(minutes=30)
"""A change of up to half an hour is the advisor's own (store_truth.md §2, R-24)."""


@dataclass(frozen=True)
class Promise:
    """A time and its reason in one line."""

    at: datetime
    reason: str


def proposal(ctx: Any, order: RepairOrder) -> Promise:
    """Not before a technician is free, parts are there, and inspection and wash are done."""
    skills = set(order.lines.filter(voided_at=None, declined_at=None).values_list("skill", flat=True))
    return reckon(ctx, order, skills, totals(order).hours, parts_arrival(ctx, order))


def reckon(
    ctx: Any, order: RepairOrder, skills: set[str], hours: Decimal, parts_at: datetime | None
) -> Promise:
    """The same for work that is known already: its skills, its hours, and when its last part comes."""
    waiting = hours_waiting(ctx, skills, but=order)
    people = technicians_of(ctx)
    start = ctx.now + TO_THE_BAY + timedelta(hours=float(waiting / max(people, 1)))
    reason = f"前面排着 {waiting:.1f} h，{people} 名技师" if waiting else f"前面没有排队，{people} 名技师"
    if parts_at and parts_at > start:
        start, reason = parts_at, f"等配件 {clock.local(parts_at):%m-%d %H:%M} 到"
    end = start + timedelta(hours=float(hours)) + INSPECTION
    washes = order.wash == RepairOrder.Wash.YES
    if washes:
        end += WASH
    after = INSPECTION + WASH if washes else INSPECTION
    reason += f"；工时 {hours:.1f} h，总检{'洗车' if washes else ''} {after.seconds // 60} 分"
    return Promise(within_opening(end), reason)


def stands_by_itself(ctx: Any, order: RepairOrder) -> bool:
    """Whether the time on the order is still the house's own: nobody has moved it further than he may."""
    at = order.promised_at
    return at is None or abs(at - proposal(ctx, order).at) <= FREE_HAND


def follow(ctx: Any, order: RepairOrder, by_itself: bool) -> None:
    """Work came or went: the house's own time goes with it, a time set by hand stays."""
    if by_itself and order.lines.filter(voided_at=None, declined_at=None).exists():
        order.promised_at = proposal(ctx, order).at


def within_opening(at: datetime) -> datetime:
    """Rounded up to ten minutes; what ends after closing is promised for the next morning."""
    local = clock.local(at)
    local += timedelta(minutes=-local.minute % 10, seconds=-local.second, microseconds=-local.microsecond)
    if local.time() >= CLOSING:
        local = (local + timedelta(days=1)).replace(hour=10, minute=0)
    return local.astimezone(at.tzinfo)


def hours_waiting(ctx: Any, skills: set[str], *, but: RepairOrder) -> Decimal:
    """Authorized hours of these skills that nobody has begun."""
    waiting = OrderLine.objects.of(ctx).filter(
        order__state__in=(RepairOrder.State.WAITING, RepairOrder.State.IN_REPAIR),
        authorized_at__isnull=False,
        started_at=None,
        finished_at=None,
        voided_at=None,
    )
    if skills:
        waiting = waiting.filter(skill__in=skills)
    return waiting.exclude(order_id=but.pk).aggregate(sum=Sum("hours"))["sum"] or Decimal(0)


def technicians_of(ctx: Any) -> int:
    """Technicians of the store who are not at rest today."""
    weekday = ctx.today.weekday()
    return (
        Tenure.objects.of(ctx)
        .filter(role__in=(Role.TECHNICIAN, Role.TEAM_LEADER), until=None, person__disabled_at=None)
        .exclude(person__rest_weekday=weekday)
        .count()
    )


def parts_arrival(ctx: Any, order: RepairOrder) -> datetime | None:
    """When the last missing part is expected; None when all is on the shelf."""
    wanted: Counter[Part] = Counter()
    rows = PartLine.objects.of(ctx).filter(order=order, voided_at=None, line__declined_at=None)
    for row in rows.select_related("part"):
        wanted[row.part] += row.quantity
    known = parts_queries.availability(ctx, wanted) if wanted else {}
    days = [stock.lead_days for stock in known.values() if stock.short]
    return morning_after(ctx, max(days)) if days else None


def morning_after(ctx: Any, days: int) -> datetime:
    """Ten o'clock so many days from now, tomorrow at the earliest: when ordered parts stand in the rack."""
    return clock.instant(ctx.today + timedelta(days=max(days, 1)), time(10), ctx.standing.zone)


def busy(ctx: Any) -> dict[int, ClockRecord]:
    """Who is clocked on now: person → clock record."""
    running = ClockRecord.objects.of(ctx).filter(ended_at=None).select_related("line", "order", "technician")
    return {record.technician_id: record for record in running}
