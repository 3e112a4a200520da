"""Which of a month's cars are insured here at its end: by the ledger, by the insurers' lists."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from zhangdian.aftercare.insurance.models import (
    DeliveredCar,
    Policy,
    PolicyLine,
    PolicyList,
    PolicyListLine,
    RateCheck,
    RateGap,
)
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers.models import Vehicle

MOTOR = (PolicyLine.COMPULSORY, PolicyLine.COMMERCIAL)
YEAR = relativedelta(years=1)
Side = RateGap.Side


@dataclass(frozen=True)
class Counted:
    """The cars of a month, and which of them only one count has."""

    cars: int
    system: int
    listed: int
    unverified: int
    gaps: dict[int, Side]


def cars_of(ctx: Any, month: date) -> QuerySet[Any]:
    """Cars that left the workshop in the month, were handed over new, or were bought in it, each once."""
    last = clock.month_end(month)
    begins, ends = clock.days_bounds(month, last, ctx.standing.zone)
    visits = RepairOrder.objects.of(ctx).filter(exited_at__gte=begins, exited_at__lt=ends, voided_at=None)
    sold = Q(store=ctx.store_id, sold_on__gte=month, sold_on__lte=last)
    handed = DeliveredCar.objects.of(ctx).standing().filter(delivered_on__gte=month, delivered_on__lte=last)
    rows: QuerySet[Any] = Vehicle.objects.of(ctx).standing()
    return rows.filter(Q(pk__in=visits.values("vehicle")) | Q(vin__in=handed.values("vin")) | sold)


def running(ctx: Any, ends: datetime) -> QuerySet[Any]:
    """Covers of the car that run over the end of the month."""
    rows: QuerySet[Any] = Policy.objects.of(ctx).standing()
    return rows.filter(vehicle=OuterRef("pk"), line__in=MOTOR, starts_at__lt=ends, ends_at__gte=ends)


def told(ctx: Any, last: date) -> QuerySet[Any]:
    """Lines of the lists that count whose cover runs then; a list without dates tells of a year."""
    lines = PolicyListLine.objects.of(ctx).filter(
        policy_list__in=PolicyList.objects.current(), vin=OuterRef("vin")
    )
    begun = Q(starts_on__lte=last) | Q(starts_on=None, signed_on__lte=last)
    runs = Q(last_day__gte=last) | Q(last_day=None, signed_on__gt=last - YEAR)
    motor = Q(line__in=MOTOR) | Q(line="")
    ours = ~Q(match=PolicyListLine.Match.EXTRA) & ~Q(settled=PolicyListLine.Settled.CLOSED)
    return lines.filter(begun, runs, motor, ours)


def unlisted(ctx: Any, ends: datetime) -> QuerySet[Any]:
    """Covers of the car of whose month of signing the insurer's list was never brought."""
    brought = (
        PolicyList.objects.of(ctx)
        .current()
        .filter(insurer=OuterRef("insurer"), month=OuterRef("signed_month"))
    )
    rows = running(ctx, ends).annotate(signed_month=TruncMonth("signed_on"))
    found: QuerySet[Any] = rows.filter(~Exists(brought))
    return found


def count(ctx: Any, month: date) -> Counted:
    """In one query for any number of cars."""
    last = clock.month_end(month)
    ends = clock.day_bounds(last, ctx.standing.zone)[1]
    rows = cars_of(ctx, month).annotate(
        has=Exists(running(ctx, ends)), told=Exists(told(ctx, last)), word=Exists(unlisted(ctx, ends))
    )
    found = list(rows.order_by("pk").values_list("pk", "vin", "has", "told", "word"))
    gaps: dict[int, Side] = {}
    system = listed = unverified = 0
    for pk, vin, has, is_told, word in found:
        by_list = bool(vin and is_told)
        on_word = has and word and not by_list
        system, listed = system + has, listed + (by_list or on_word)
        unverified += on_word
        if has != (by_list or on_word):
            gaps[pk] = Side.SYSTEM if has else Side.LISTED
    return Counted(len(found), system, listed, unverified, gaps)


def due_months(ctx: Any) -> list[date]:
    """The month that is over, where nobody has drawn it up."""
    month = ctx.today.replace(day=1) - relativedelta(months=1)
    return [] if RateCheck.objects.of(ctx).filter(month=month).exists() else [month]
