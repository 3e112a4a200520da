"""Which of a month's cars are insured here at its end: by the ledger, by the insurers' lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncMonth

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


class Car(NamedTuple):
    """By its vehicle file, or by its row of the delivered list while it has none."""

    vehicle: int | None
    delivered: int | None = None


@dataclass(frozen=True)
class Counted:
    """The cars of a month, and which of them only one count has."""

    cars: int
    system: int
    listed: int
    unverified: int
    gaps: dict[Car, Side]


def cars_of(ctx: Any, month: date) -> QuerySet[Any]:
    """Cars that left the workshop in the month, were handed over new, or were bought in it, each once."""
    last = clock.month_end(month)
    begins, ends = clock.days_bounds(month, last, ctx.standing.zone)
    visits = RepairOrder.objects.of(ctx).filter(exited_at__gte=begins, exited_at__lt=ends, voided_at=None)
    sold = Q(store=ctx.store_id, sold_on__gte=month, sold_on__lte=last)
    handed = handed_over(ctx, month)
    new = Q(vin__in=handed.values("vin")) | Q(vin="", plate__in=handed.exclude(plate="").values("plate"))
    rows: QuerySet[Any] = Vehicle.objects.of(ctx).standing()
    by_plate = handed.filter(plate=OuterRef("plate")).exclude(plate="").values("vin")[:1]
    known_vin = Case(When(vin="", then=Subquery(by_plate)), default=F("vin"))
    found: QuerySet[Any] = rows.filter(Q(pk__in=visits.values("vehicle")) | new | sold)
    named: QuerySet[Any] = found.annotate(known_vin=known_vin)
    return named


def handed_over(ctx: Any, month: date) -> QuerySet[Any]:
    """New cars of the delivered list, by the day on which they were handed over."""
    rows: QuerySet[Any] = DeliveredCar.objects.of(ctx).standing()
    return rows.filter(delivered_on__gte=month, delivered_on__lte=clock.month_end(month))


def without_file(ctx: Any, month: date) -> QuerySet[Any]:
    """Those of which there is no vehicle file, neither by VIN nor, in a file without one, by plate."""
    files = Vehicle.objects.of(ctx).standing()
    by_vin = files.filter(vin=OuterRef("vin"))
    by_plate = files.filter(vin="", plate=OuterRef("plate")).exclude(plate="")
    return handed_over(ctx, month).filter(~Exists(by_vin), ~Exists(by_plate))


def running(ctx: Any, ends: datetime) -> QuerySet[Any]:
    """Covers of the car that run over the end of the month."""
    rows: QuerySet[Any] = Policy.objects.of(ctx).standing()
    return rows.filter(vehicle=OuterRef("pk"), line__in=MOTOR, starts_at__lt=ends, ends_at__gte=ends)


def told(ctx: Any, last: date, vin: str) -> QuerySet[Any]:
    """Lines of the lists that count whose cover runs then; a list without dates tells of a year."""
    lines = PolicyListLine.objects.of(ctx).filter(
        policy_list__in=PolicyList.objects.current(), vin=OuterRef(vin)
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
    """In two queries for any number of cars: those with a file, those of the delivered list without."""
    last = clock.month_end(month)
    ends = clock.day_bounds(last, ctx.standing.zone)[1]
    rows = cars_of(ctx, month).annotate(
        has=Exists(running(ctx, ends)),
        told=Exists(told(ctx, last, "known_vin")),
        word=Exists(unlisted(ctx, ends)),
    )
    found = list(rows.order_by("pk").values_list("pk", "known_vin", "has", "told", "word"))
    gaps: dict[Car, Side] = {}
    system = listed = unverified = 0
    for pk, vin, has, is_told, word in found:
        by_list = bool(vin and is_told)
        on_word = has and word and not by_list
        system, listed = system + has, listed + (by_list or on_word)
        unverified += on_word
        if has != (by_list or on_word):
            gaps[Car(pk)] = Side.SYSTEM if has else Side.LISTED
    bare = without_file(ctx, month).annotate(told=Exists(told(ctx, last, "vin")))
    unfiled = list(bare.order_by("pk").values_list("pk", "told"))
    gaps |= {Car(None, pk): Side.LISTED for pk, is_told in unfiled if is_told}
    listed += sum(is_told for _, is_told in unfiled)
    return Counted(len(found) + len(unfiled), system, listed, unverified, gaps)


def files_of(ctx: Any, gaps: Iterable[RateGap]) -> dict[int, int]:
    """The vehicle file of each gap's delivered car that has got one since, by the delivered car."""
    unfiled = [each.delivered_id for each in gaps if each.delivered_id]
    if not unfiled:
        return {}
    files = Vehicle.objects.of(ctx).standing()
    by_plate = files.filter(vin="", plate=OuterRef("plate")).exclude(plate="").values("pk")[:1]
    by_vin = files.filter(vin=OuterRef("vin")).values("pk")[:1]
    rows = DeliveredCar.objects.of(ctx).filter(pk__in=unfiled)
    named = rows.annotate(file=Coalesce(Subquery(by_vin), Subquery(by_plate)))
    return {pk: file for pk, file in named.values_list("pk", "file") if file}


def due_months(ctx: Any) -> list[date]:
    """The month that is over, where nobody has drawn it up."""
    month = ctx.today.replace(day=1) - relativedelta(months=1)
    return [] if RateCheck.objects.of(ctx).filter(month=month).exists() else [month]
