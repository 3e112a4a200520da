"""What is booked: today's cars for reception, the hours of a day, how full each is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import Appointment

FIRST, LAST = time(8, 30), time(17, 0)
HALF_AN_HOUR = timedelta(minutes=30)
LATE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Slot:
    """One half hour of a day and how many cars are booked for it."""

    at: time
    booked: int


@dataclass(frozen=True)
class Booked:
    """A booking of today as the desk sees it."""

    appointment: Any
    late: int
    """Minutes past its hour, of a car that has not come; 0 otherwise."""


def of_day(ctx: Any, day: date) -> list[Booked]:
    """Bookings of a day by hour, those not kept yet first; one query."""
    start, end = clock.day_bounds(day, ctx.standing.zone)
    rows = (
        Appointment.objects.of(ctx)
        .filter(slot_at__gte=start, slot_at__lt=end)
        .exclude(state=Appointment.State.CANCELLED)
        .select_related("vehicle__model", "vehicle__owner", "advisor")
        .order_by("slot_at", "pk")[:200]
    )
    found = [Booked(one, late_by(ctx, one)) for one in rows]
    found.sort(key=lambda one: one.appointment.state != Appointment.State.BOOKED)
    return found


def late_by(ctx: Any, appointment: Appointment) -> int:
    if appointment.state != Appointment.State.BOOKED or ctx.now < appointment.slot_at + LATE_AFTER:
        return 0
    return clock.minutes_between(appointment.slot_at, ctx.now)


def slots_of(ctx: Any, day: date) -> list[Slot]:
    """The half hours of a day with what is booked in each; one query."""
    start, end = clock.day_bounds(day, ctx.standing.zone)
    rows = Appointment.objects.of(ctx).filter(
        slot_at__gte=start, slot_at__lt=end, state=Appointment.State.BOOKED
    )
    booked = Counter(
        half_hour(clock.local(at, ctx.standing.zone)) for at in rows.values_list("slot_at", flat=True)
    )
    found, at = [], datetime.combine(day, FIRST, tzinfo=ctx.standing.zone)
    while at.time() <= LAST:
        found.append(Slot(at.time(), booked[at.time()]))
        at += HALF_AN_HOUR
    return found


@dataclass(frozen=True)
class NextDay:
    """The next day on which cars are booked: when the first comes, and how many."""

    first: datetime
    cars: int


def next_day(ctx: Any) -> NextDay | None:
    """When a store without cars works again, as its bookings say."""
    booked = Appointment.objects.of(ctx).filter(state=Appointment.State.BOOKED, slot_at__gte=ctx.now)
    first = booked.order_by("slot_at").values_list("slot_at", flat=True).first()
    if first is None:
        return None
    _, end = clock.day_bounds(clock.local(first, ctx.standing.zone).date(), ctx.standing.zone)
    return NextDay(first, booked.filter(slot_at__lt=end).count())


def half_hour(at: datetime) -> time:
    return time(at.hour, 30 if at.minute >= 30 else 0)
