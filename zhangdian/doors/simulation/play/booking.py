"""Bookings and arrivals: who called, who comes, who does not."""

from datetime import datetime, timedelta

from zhangdian.doors.simulation import chance, wishes
from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.play import stay
from zhangdian.doors.simulation.rhythm import LESS_WASH_IN_RAIN, Coming
from zhangdian.doors.simulation.roster import CLOSES
from zhangdian.doors.simulation.tables import pick_list, rate
from zhangdian.doors.simulation.world import Visit, World
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.appointments import actions as appointments
from zhangdian.frontline.service.models import Appointment
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.organization.roles import Role

WAITED_FOR = ((0.75, 0.80), (1.2, 0.70), (2.0, 0.44), (9.9, 0.20))
"""Hours of work, and the share of customers who wait for them: 58 in a hundred of all (rates.csv)."""
LATE_SHARE = 0.5
"""Of these who wait though the store will close before the car is ready."""
AROUND_THE_WORK = 100
"""Minutes of a visit besides the work."""
CHANNELS = (("电话", 58.0), ("微信", 27.0), ("网页", 15.0))


def comes(world: World, coming: Coming) -> Course:
    """One car of the day's plan: booked or not, and then at the gate."""
    luck = chance.of(world.seed, "visit", coming.day, coming.number)
    visit = Visit(world, luck, coming.kind, world.fleet.choose(luck, coming.kind, coming.day))
    if visit.car is None:
        return
    visit.car.away_until = coming.day + timedelta(days=1)
    energy = visit.car.energy
    visit.words, likely = wishes.words_for(luck, coming.kind, energy)
    visit.operations = wishes.wanted(luck, coming.kind, energy, likely)
    settle_habits(visit, coming.at)
    appointment = None
    if coming.slot_at:
        appointment = book(world, visit, coming)
        if not coming.shows:
            yield coming.slot_at + timedelta(minutes=125)
            miss(world, luck, appointment.pk)
            visit.car.away_until = coming.day
            return
        yield max(coming.at, world.now)
    yield from stay.arrive(visit, appointment)


def book(world: World, visit: Visit, coming: Coming) -> Appointment:
    """By phone with the care desk or the own advisor, by message or page."""
    assert visit.car is not None
    assert coming.slot_at is not None
    by = world.somebody(Role.AFTERSALES_CARE, Role.SERVICE_ADVISOR)
    booked: Appointment = world.do(
        appointments.book_appointment,
        by,
        slot_at=coming.slot_at,
        subject=visit.car.pk,
        kind=Kind(visit.kind),
        words=visit.words,
        channel=visit.luck.one(CHANNELS),
    ).subject
    return booked


def miss(world: World, luck: chance.Chance, appointment: int) -> None:
    """Two hours past the hour: the desk writes down why nobody came."""
    reason = luck.one(pick_list("appointment_missed"))
    world.try_to(appointments.mark_missed, world.somebody(Role.AFTERSALES_CARE), appointment, reason=reason)


def settle_habits(visit: Visit, at: datetime) -> None:
    """Waiting or leaving, wash, who fetches the car, who pays."""
    luck, rain = visit.luck, visit.rain
    if visit.kind == "ACCIDENT":
        visit.waits = luck.happens(0.03)
        visit.self_paid = not luck.happens(rate("accident_direct_payment"))
    else:
        visit.waits = luck.happens(waits_for(visit, at))
    wash = rate("wash_wanted") * (1 - LESS_WASH_IN_RAIN * rain)
    visit.washes = visit.kind not in ("TYRE", "INSPECT") and luck.happens(wash)
    visit.comes_himself = visit.waits or not luck.happens(
        min(1.0, rate("visits_without_customer_at_delivery") / 0.50)
    )


def waits_for(visit: Visit, at: datetime) -> float:
    """For a small thing most sit down and wait; who brings a day's work, or comes late, goes home."""
    hours = sum(wishes.hours_of(code, quantity) for code, quantity in visit.operations)
    share = next((share for most, share in WAITED_FOR if hours <= most), WAITED_FOR[-1][1])
    closes = clock.instant(clock.day(at), CLOSES)
    in_time = at + timedelta(hours=hours, minutes=AROUND_THE_WORK) <= closes
    return share if in_time else share * LATE_SHARE


def kept(world: World, appointment: Appointment) -> Course:
    """A booking that the database already has: it is kept, or not."""
    luck = chance.of(world.seed, "kept", appointment.pk)
    car = world.fleet.cars.get(appointment.vehicle_id)
    if car is None:
        return
    booked_for = max(clock.day(appointment.slot_at), world.today)
    car.away_until = max(car.away_until, booked_for + timedelta(days=1))
    shows = luck.happens(1 - rate("appointment_no_show"))
    if not shows or appointment.slot_at < world.now:
        yield max(appointment.slot_at + timedelta(minutes=125), world.now)
        miss(world, luck, appointment.pk)
        return
    visit = Visit(world, luck, appointment.kind, car, words=appointment.words)
    _, likely = wishes.words_for(luck, visit.kind, car.energy)
    visit.operations = wishes.wanted(luck, visit.kind, car.energy, likely)
    settle_habits(visit, appointment.slot_at)
    yield appointment.slot_at + timedelta(minutes=luck.uniform(-20, 25))
    yield from stay.arrive(visit, appointment)
