"""One whole small maintenance, from the gate to the exit, every step an action of the one whose job it is."""

from dataclasses import dataclass
from datetime import timedelta

from zhangdian.doors.simulation.pictures import Album
from zhangdian.doors.simulation.visits import first_pages, second_pages
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service import parking, receiving, recommended
from zhangdian.frontline.service.checking import wash_is_drawn
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import RepairOrder, ThingTaken
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.reception import actions as reception
from zhangdian.frontline.service.workbench import LineResult
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.frontline.service.writeup import actions as writeup
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier import passes, receivables
from zhangdian.resources.cashier.models import Means as PaymentMeans
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts import requisitions
from zhangdian.resources.parts.window import papers as window


@dataclass(frozen=True)
class Crew:
    """Who serves the cars of one client."""

    guide: Context
    advisor: Context
    supervisor: Context
    technician: Context
    leader: Context
    inspector: Context
    washer: Context
    storekeeper: Context
    cashier: Context
    guard: Context


OPERATIONS = ("A001", "A005")
CORNERS = ("front", "left", "rear", "right", "seat")


def play(album: Album, crew: Crew, plate: str, ordinal: int) -> RepairOrder:
    """From the gate to the exit; the signed papers are drawn too, the car stands on its own place."""
    order = signed(album, crew, plate)
    order = mended(crew, order)
    order = washed(album, crew, order, ordinal)
    order = settled(album, crew, order)
    for owed in receivables.unsettled(crew.cashier, order):
        cashier.take_payment(
            crew.cashier,
            owed,
            means=PaymentMeans.SCAN,
            amount=owed.balance,
            trade_no=f"B{owed.pk:012}",
            gate_pass=passes.drawn(crew.cashier, owed, "扫码收清"),
        )
    left: RepairOrder = delivery.let_out(crew.guard, order).subject
    return left


def signed(album: Album, crew: Crew, plate: str) -> RepairOrder:
    order = reception.receive_vehicle(
        crew.guide, plate=plate, kind=Kind.MAINTENANCE, words="该保养了，顺便看看空调"
    ).subject
    reception.greet_customer(crew.advisor, order, because={"service.queue_jump": "其他"})
    *corners, seat = album.take(crew.advisor.person_id, *CORNERS)
    order = reception.complete_walk_around(
        crew.advisor,
        order,
        mileage_km=(order.vehicle.last_mileage or 0) + 900,
        fuel_eighths=4,
        photos=corners,
        seat_photo=seat,
        papers=receiving.PapersOutcome.SAME,
        taken=[ThingTaken.Thing.KEY, ThingTaken.Thing.LICENCE],
        because={"customers.mileage_is_plausible": "看过仪表，属实"},
    ).subject
    [concern] = order.at_hand("concerns")
    order = writeup.add_lines(
        crew.advisor, order, wanted=[Wanted(code, concern_id=concern.pk) for code in OPERATIONS]
    ).subject
    if order.vehicle_id and recommended.open_for(crew.advisor, order.vehicle_id):
        order = writeup.answer_open_items(
            crew.advisor, order, reason="下次再做", own_words="知道有风险，这次先不换"
        ).subject
    [pad] = album.take(crew.advisor.person_id, "signature")
    pages = first_pages(crew.advisor, order)
    stands: RepairOrder = writeup.sign_order(
        crew.advisor, order, seen_revision=order.revision, pages=pages, signature=pad
    ).subject
    return stands


CHIPS = {"service.dispatch_order": "主管决定", "service.plan_ends_late": "客户同意等"}


def mended(crew: Crew, order: RepairOrder) -> RepairOrder:
    technician = crew.technician.person_id
    order = workshop.dispatch(crew.supervisor, order, technician=technician, because=CHIPS).subject
    for asked in requisitions.open_for(crew.storekeeper, order):
        wanted = {line.pk: line.outstanding for line in asked.at_hand("lines")}
        lines = [parts.IssueLine(*each) for each in wanted.items()]
        sheet = window.sheet(crew.storekeeper, asked, wanted, technician or 0)
        parts.issue_parts(crew.storekeeper, asked, lines=lines, taker=technician, sheet=sheet)
    mine = order.standing_lines()
    for place, line in enumerate(mine):
        workshop.start_work(crew.technician, line, as_received=None if place else True)
    results = [LineResult(line) for line in mine]
    done: RepairOrder = workshop.finish_work(crew.technician, order, results=results).subject
    return done


def washed(album: Album, crew: Crew, order: RepairOrder, ordinal: int) -> RepairOrder:
    inspection.pass_leader_check(crew.leader, order)
    order = inspection.pass_inspection(crew.inspector, order, place=parking.PLACES[ordinal % 22]).subject
    if order.wash == RepairOrder.Wash.YES:
        inspection.start_wash(crew.washer, order)
        photos = album.take(crew.washer.person_id, "seat") if wash_is_drawn(order) else ()
        order = inspection.finish_wash(
            crew.washer, order, place=parking.PLACES[ordinal % 22], photos=photos
        ).subject
    return order


def settled(album: Album, crew: Crew, order: RepairOrder) -> RepairOrder:
    advisor = crew.advisor
    delivery.pass_internal_check(advisor, order, all_done_on_car=True)
    delivery.tell_customer(advisor, order, means=Means.DESK)
    delivery.customer_at_car(advisor, order)
    day = clock.day(clock.now()) + timedelta(days=2)
    delivery.agree_follow_up(advisor, order, callback_on=day, callback_hour="10-12点")
    delivery.enter_booklet(advisor, order)
    order = delivery.make_statement(advisor, order).subject
    [pad] = album.take(advisor.person_id, "signature")
    things = [thing for thing in order.at_hand("things") if thing.given_back_at is None]
    signed_: RepairOrder = delivery.sign_statement(
        advisor,
        order,
        seen_revision=order.revision,
        pages=second_pages(advisor, order),
        signature=pad,
        things=things,
    ).subject
    return signed_
