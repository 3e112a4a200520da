"""Until when a car is covered: by policies of the ledger, or by what was learned of another's."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhangdian.aftercare.insurance.models import InsuredElsewhere, Policy, PolicyLine
from zhangdian.aftercare.insurance.queries import last_elsewhere
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.queries import himself

MOTOR = (PolicyLine.COMPULSORY, PolicyLine.COMMERCIAL)
AROUND = relativedelta(years=2)
"""An end of cover farther from today than this is a slip of the pen."""


def after_it() -> QuerySet[Any]:
    """Covers of the same line and car that end later than the one asked about."""
    same = {name: OuterRef(name) for name in ("store", "vehicle", "line")}
    rows: QuerySet[Any] = Policy.objects.standing().filter(ends_at__gt=OuterRef("ends_at"), **same)
    return rows


def newer_word() -> QuerySet[Any]:
    """What was learned later of the same car than the word asked about."""
    rows = InsuredElsewhere.objects.filter(store=OuterRef("store"), vehicle=OuterRef("vehicle"))
    later = Q(noted_at__gt=OuterRef("noted_at")) | Q(noted_at=OuterRef("noted_at"), pk__gt=OuterRef("pk"))
    found: QuerySet[Any] = rows.filter(later)
    return found


def ends_soon(ctx: Any, days: int) -> Q:
    """Of rows that name a vehicle: its cover ends within so many days from now, here or elsewhere."""
    until = ctx.now + timedelta(days=days)
    of_car = {"store": ctx.store_id, "vehicle": OuterRef("vehicle")}
    running = Policy.objects.standing().filter(line__in=MOTOR, ends_at__gt=ctx.now, **of_car)
    ours = running.filter(~Exists(after_it()), ends_at__lte=until)
    last_day = ctx.today + timedelta(days=days)
    words = InsuredElsewhere.objects.filter(last_day__gte=ctx.today, last_day__lte=last_day, **of_car)
    return Q(Exists(ours)) | Q(~Exists(running), Exists(words.filter(~Exists(newer_word()))))


@dataclass(frozen=True)
class CoverEnd:
    """The last day of a car's cover, with whom, and the policies of ours that run."""

    last_day: date
    insurer: str
    ours: list[Policy]

    def days_left(self, today: date) -> int:
        """Less than nothing where it has ended."""
        return (self.last_day - today).days


def cover_end(ctx: Any, vehicle: int) -> CoverEnd | None:
    """The first line of ours that ends; else what was learned last of another's; None: nobody knows."""
    rows = Policy.objects.of(ctx).standing().filter(vehicle=vehicle, line__in=MOTOR, ends_at__gt=ctx.now)
    ours = list(rows.select_related("insurer").order_by("ends_at", "pk"))
    if ours:
        last = {each.line: each for each in ours}
        first = min(last.values(), key=lambda each: each.ends_at)
        return CoverEnd(last_day_of(first.ends_at, ctx.standing.zone), str(first.insurer), ours)
    word = last_elsewhere(ctx, vehicle)
    return CoverEnd(word.last_day, word.insurer or "别家", []) if word else None


def refuse_far(ctx: Act, last_day: date) -> None:
    if not ctx.today - AROUND < last_day < ctx.today + AROUND:
        raise Refusal(f"保到 {last_day} 离今天太远：请核对年份")


def note_elsewhere(
    ctx: Act, vehicle: Vehicle, last_day: date, insurer: str = "", premium: Decimal | None = None
) -> None:
    """Until when somebody else insures the car, as it was learned now; the last word holds."""
    InsuredElsewhere(
        store_id=ctx.store_id,
        vehicle=vehicle,
        last_day=last_day,
        insurer=insurer.strip(),
        premium=premium,
        noted_by=himself(ctx),
        noted_at=ctx.now,
    ).save()
