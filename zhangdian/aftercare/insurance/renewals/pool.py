"""The month's pool: read and written by the database in as many statements for ten cars as for all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.db.models.lookups import LessThanOrEqual

from zhangdian.aftercare.insurance.covered import MOTOR, after_it, newer_word
from zhangdian.aftercare.insurance.models import InsuredElsewhere, Policy, PolicyLine, Quote, Renewal
from zhangdian.aftercare.insurance.renewals.plan import Plan, call_at
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act


@dataclass(frozen=True)
class Day:
    """One day at whose end some covers end, and when its customers are called first."""

    on: date
    begins: datetime
    ends: datetime
    call_at: datetime


def months(count: int) -> relativedelta:
    return relativedelta(months=count)


def month_ahead(today: date) -> date:
    """The month whose list is drawn up this month."""
    return today.replace(day=1) + months(2)


def days_of(ctx: Any, month: date, plan: Plan) -> list[Day]:
    days = (month + timedelta(days=n) for n in range((clock.month_end(month) - month).days + 1))
    return [
        Day(on, *clock.day_bounds(on, ctx.standing.zone), call_at(ctx, plan, on, ctx.today)) for on in days
    ]


# Who is due ---------------------------------------------------------------------------------------


def ending(ctx: Any, days: Sequence[Day]) -> QuerySet[Any]:
    """Own policies whose cover ends in these days and whose car has no later one; one a car.

    The commercial one leads where both end in the month; a car that left, a customer who asked to be
    forgotten, and a car whose earlier renewal is not over yet are not among them.
    """
    within = Q(ends_at__gt=days[0].begins, ends_at__lte=days[-1].ends)
    own = Policy.objects.of(ctx).standing().filter(within, line__in=MOTOR)
    others = Policy.objects.standing().filter(store=OuterRef("store"), vehicle=OuterRef("vehicle"))
    leads = others.filter(within, ~Exists(after_it()), line=PolicyLine.COMMERCIAL)
    rows = own.filter(~Exists(after_it())).exclude(Q(line=PolicyLine.COMPULSORY) & Q(Exists(leads)))
    known = Renewal.objects.filter(policy=OuterRef("pk"))
    return standing_cars(rows.filter(~Exists(known)), days[0].on)


def ending_elsewhere(ctx: Any, days: Sequence[Day]) -> QuerySet[Any]:
    """Cars of which it is known that another's cover ends in these days, and that we do not insure."""
    ours = Policy.objects.standing().filter(
        store=OuterRef("store"), vehicle=OuterRef("vehicle"), line__in=MOTOR, ends_at__gt=days[0].begins
    )
    rows = InsuredElsewhere.objects.of(ctx).filter(last_day__gte=days[0].on, last_day__lte=days[-1].on)
    return standing_cars(rows.filter(~Exists(newer_word()), ~Exists(ours)), days[0].on)


def standing_cars(rows: QuerySet[Any], month: date) -> QuerySet[Any]:
    """Those whose car is still here and may be spoken of, and is not in a list already."""
    before = Renewal.objects.filter(store=OuterRef("store"), vehicle=OuterRef("vehicle"))
    listed = before.filter(Q(state__in=Renewal.OPEN) | Q(month=month))
    stays = {"vehicle__gone_on": None, "vehicle__voided_at": None, "vehicle__merged_into": None}
    quiet = Q(vehicle__owner__restricted_at__isnull=False) | Q(vehicle__owner__erased_at__isnull=False)
    return rows.filter(~Exists(listed), **stays).exclude(quiet)


# Whose each is ------------------------------------------------------------------------------------


def known_owner(specialists: Sequence[int], *more: Any) -> Any:
    """Who had the car last year and still is at the desk; else who entered its policy, if he is."""
    last = Renewal.objects.filter(store=OuterRef("store"), vehicle=OuterRef("vehicle"))
    had = last.filter(owner__in=specialists).order_by("-expires_on", "-pk")
    return Coalesce(Subquery(had.values("owner")[:1]), *more, output_field=BigIntegerField())


def entered_by(specialists: Sequence[int]) -> Any:
    return Case(When(entered_by__in=specialists, then=F("entered_by")), output_field=BigIntegerField())


def shares(found: Mapping[int | None, int], specialists: Sequence[int]) -> list[tuple[int, int]]:
    """(who, how many of those that are nobody's): who has least is filled up first, to even shares."""
    if not specialists:
        return []
    loads = {each: found.get(each, 0) for each in specialists}
    free, given = found.get(None, 0), Counter[int]()
    while free:
        low = min(loads.values())
        lowest = [each for each in specialists if loads[each] == low]
        above = min((load for load in loads.values() if load > low), default=None)
        step = free if above is None else min(free, (above - low) * len(lowest))
        for place, each in enumerate(lowest):
            part = step // len(lowest) + (place < step % len(lowest))
            loads[each] += part
            given[each] += part
        free -= step
    return [(each, given[each]) for each in specialists if given[each]]


def dealt(parts: Sequence[tuple[int, int]], order: str) -> Any:
    """The known owner; those without one are dealt by their place in the order of their end."""
    if not parts:
        return F("known_owner")
    place = Window(RowNumber(), partition_by=[F("known_owner")], order_by=[F(order).asc(), F("pk").asc()])
    lasts = accumulate(count for _, count in parts)
    whens = [
        When(Q(LessThanOrEqual(place, last)), then=Value(who))
        for (who, _), last in zip(parts, lasts, strict=True)
    ]
    by_place = Case(*whens, output_field=BigIntegerField())
    return Coalesce(F("known_owner"), by_place, output_field=BigIntegerField())


# Written ------------------------------------------------------------------------------------------


def by_day(days: Sequence[Day], ends: str, value: str) -> Iterator[When]:
    """What holds for the day at whose end the cover ends."""
    for day in days:
        within = (
            Q(**{f"{ends}__gt": day.begins, f"{ends}__lte": day.ends})
            if ends == "ends_at"
            else Q(**{ends: day.on})
        )
        yield When(within, then=Value(getattr(day, value)))


def draw_up(ctx: Act, month: date, plan: Plan, specialists: Sequence[int]) -> int:
    """Every car that is due in the month and in no list yet, with owner and first call; how many."""
    days = days_of(ctx, month, plan)
    own = ending(ctx, days).annotate(known_owner=known_owner(specialists, entered_by(specialists)))
    added = written(ctx, days, own, specialists, "ends_at", policy_id=F("pk"))
    others = ending_elsewhere(ctx, days).annotate(known_owner=known_owner(specialists, Value(None)))
    return added + written(ctx, days, others, specialists, "last_day", elsewhere_id=F("pk"))


def written(
    ctx: Act, days: Sequence[Day], rows: QuerySet[Any], specialists: Sequence[int], ends: str, **of: Any
) -> int:
    """One statement that counts what is whose, one that writes."""
    counted = rows.order_by().values("known_owner").annotate(cars=Count("pk"))
    found = dict(counted.values_list("known_owner", "cars"))
    if not found:
        return 0
    own = ends == "ends_at"
    holder = Coalesce(F("vehicle__owner"), F("holder")) if own else F("vehicle__owner")
    values = {
        "store_id": F("store_id"),
        "state": Renewal.State.WAITING.value,
        "source": (Renewal.Source.OWN if own else Renewal.Source.ELSEWHERE).value,
        "vehicle_id": F("vehicle_id"),
        "plate": F("vehicle__plate"),
        "customer_id": holder,
        "expires_on": Case(*by_day(days, ends, "on"), output_field=DateField()),
        "month": days[0].on,
        "owner_id": dealt(shares(found, specialists), ends),
        "next_at": Case(*by_day(days, ends, "call_at"), output_field=DateTimeField()),
        "acted_at": ctx.now,
        **of,
    }
    return Renewal.objects.add_read(rows, values)


def quoted(ctx: Any, renewals: QuerySet[Any]) -> QuerySet[Any]:
    """Those whose car has a quote that still holds today."""
    valid = Quote.objects.of(ctx).valid_on(ctx.today).filter(vehicle=OuterRef("vehicle"))
    return renewals.filter(Exists(valid)).values("pk")
