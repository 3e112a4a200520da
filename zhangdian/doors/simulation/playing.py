"""Days of a store: what was open goes on, what the plan brings is begun, until an instant."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from zhangdian.doors.simulation import chance, rhythm, wishes
from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.play import (
    appraising,
    booking,
    care,
    heads,
    office,
    outgoing,
    parts,
    policies,
    promising,
    rare,
    reminding,
    renewals,
    reporting,
    rounds,
    stay,
    till,
    warranty,
    workshop,
)
from zhangdian.doors.simulation.world import Visit, World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Request
from zhangdian.frontline.service.models import Agreement, Appointment, ClockRecord, RepairOrder
from zhangdian.people.organization.shifts.actions import ask_leave

Told = Callable[[World], None]


def play(world: World, until: datetime, told: Told | None = None) -> World:
    """Play from the world's instant to `until`, or until enough was done."""
    start = world.now
    world.engine.on_refusal = None
    outgoing.into_the_sandbox()
    take_up(world)
    for planned in rhythm.days_ahead(world.seed, clock.day(start), clock.day(until), world.traffic):
        plan(world, planned, start)
    day = clock.day(start)
    while day <= clock.day(until) and not world.engine.stopped:
        begin_day(world, day)
        # A day is cut into hours only to tell how far it is.
        for hour in range(24):
            end = clock.day_bounds(day)[0] + timedelta(hours=hour + 1)
            if end > start and not world.engine.stopped:
                world.engine.run(min(end, until))
                if told:
                    told(world)
        day += timedelta(days=1)
    return world


def begin_day(world: World, day: date) -> None:
    """The bells, the till and the planner of this day."""
    if rhythm.closed_on(day):
        return
    world.roster.ring_bells(world.engine, day)
    world.begin(till.day_at_the_till(world, day))
    world.begin(parts.plan(world, day))
    world.begin(promising.rounds(world, day))
    world.begin(office.renew_papers(world, day))
    world.begin(rounds.day_of_duties(world, day))
    world.begin(reporting.day_of_reports(world, day))
    world.begin(outgoing.day_of_messages(world, day))
    world.begin(appraising.day_of_sheets(world, day))
    world.begin(heads.day_of_heads(world, day))
    world.begin(renewals.day_of_renewals(world, day))
    world.begin(reminding.day_of_reminders(world, day))
    world.begin(policies.day_of_new_cars(world, day))
    world.begin(rare.day_of_rare_things(world, day))


def plan(world: World, day: rhythm.Day, start: datetime) -> None:
    """Begin what the plan of a day brings; a booking made before we began stands in the database."""
    world.rain[day.on] = day.rain
    for coming in day.comings:
        if coming.booked_at is None:
            if coming.at > start:
                world.begin(booking.comes(world, coming), coming.at)
        elif coming.booked_at > start:
            world.begin(booking.comes(world, coming), coming.booked_at)
        elif world.fresh and coming.slot_at and coming.slot_at > start:
            evening = start + timedelta(minutes=chance.of(world.seed, coming).uniform(1, 40))
            world.begin(booking.comes(world, coming), evening)


def take_up(world: World) -> None:
    """Cars that stand here, questions that are open, bookings that were made: they go on."""
    visits: dict[int, Visit] = {}
    at_work = set(
        ClockRecord.objects.filter(order__store=world.store_id, ended_at=None).values_list(
            "order_id", flat=True
        )
    )
    orders = RepairOrder.objects.for_acts().filter(store=world.store_id, exited_at=None, voided_at=None)
    for order in orders.order_by("pk"):
        visit = visits[order.pk] = visit_of(world, order)
        parts.ask_for_open(visit)
        warranty.ask(visit)
        world.begin(
            stay.patiently(visit), world.later(0 if order.pk in at_work else visit.luck.uniform(1, 25))
        )
    for asked in Agreement._base_manager.filter(
        order__store=world.store_id, answer=Agreement.Answer.PENDING, about=Agreement.About.EXTRA
    ).order_by("pk"):
        if asked.order_id in visits:
            visits[asked.order_id].asking += 1
            world.begin(workshop.late_answer(visits[asked.order_id]))
    care.take_up(world)
    booked = Appointment._base_manager.filter(store=world.store_id, state=Appointment.State.BOOKED)
    for appointment in booked.order_by("pk"):
        world.begin(booking.kept(world, appointment))
    asked_for = Request._base_manager.filter(store=world.store_id, state=Request.State.OPEN)
    for request in asked_for.exclude(action=ask_leave.name).order_by("pk"):
        world.begin(signing(world, request))


def signing(world: World, request: Request) -> Course:
    yield from world.signed_by_others(request, 20)


def visit_of(world: World, order: RepairOrder) -> Visit:
    """What the database tells of a visit under way; the rest is drawn anew."""
    luck = chance.of(world.seed, "resumed", order.pk, world.today)
    visit = Visit(world, luck, order.kind, world.fleet.cars.get(order.vehicle_id), order=order)
    booking.settle_habits(visit, order.arrived_at)
    stay_ = RepairOrder.Stay
    if order.signed_at:
        visit.waits = order.stay == stay_.WAITS
        visit.comes_himself = order.stay != stay_.OTHER
    visit.inspected = order.findings.exists() or order.self_checked_at is not None
    if not order.lines.filter(voided_at=None).exists():
        from_words(visit)
    return visit


def from_words(visit: Visit) -> None:
    energy = visit.car.energy if visit.car else "ICE"
    _, likely = wishes.words_for(visit.luck, visit.kind, energy)
    visit.operations = wishes.wanted(visit.luck, visit.kind, energy, likely)
