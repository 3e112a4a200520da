"""Visits as sentences: each step done by the one whose job it is, through the actions."""

import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from PIL import Image

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import attachments, papers, rows
from zhangdian.foundation.kernel.action import Done
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Means, Upload
from zhangdian.frontline.service import checking, parking
from zhangdian.frontline.service import papers as paper_kinds
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.outline import Mark
from zhangdian.frontline.service.receiving import PapersOutcome
from zhangdian.frontline.service.reception import actions as reception
from zhangdian.frontline.service.workbench import LineResult
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.frontline.service.writeup import actions as writeup
from zhangdian.people.customers import actions as customers
from zhangdian.people.customers.models import Customer, Vehicle, VehicleModel
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier import passes
from zhangdian.resources.cashier.models import Means as PaymentMeans
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.cashier.queries import open_shift_of
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Requisition
from zhangdian.resources.parts.window import papers as window

PLATE = "宁Z62966"


_judged: dict[str, Upload] = {}
"""Colour → an upload of it: whoever takes the same picture again needs it neither drawn nor judged."""


def a_photo(ctx: Context, colour: str = "grey") -> int:
    """An uploaded picture; its key."""
    like = _judged.get(colour)
    if like is None or not attachments.path_of(like.digest).exists():
        picture = io.BytesIO()
        Image.new("RGB", (64, 48), colour).save(picture, "JPEG")
        _judged[colour] = attachments.store_upload(ctx, picture.getvalue())
        return _judged[colour].pk
    return attachments.enter_upload(ctx, like.digest, like.size).pk


def a_customer(shop: Shop, name: str = "邹雪梅", phone: str = "16110000005") -> Customer:
    found: Customer = customers.register_customer(
        shop.service_advisor, kind=Customer.Kind.PERSON, name=name, phone=phone
    ).subject
    return found


def a_car(shop: Shop, plate: str = PLATE, *, model: str = "M03", owner: Customer | None = None) -> Vehicle:
    """A known car with owner and model."""
    found: Vehicle = customers.register_vehicle(
        shop.service_advisor,
        plate=plate,
        owner=owner or a_customer(shop),
        model=VehicleModel.objects.get(code=model),
    ).subject
    return found


def again(order: RepairOrder) -> RepairOrder:
    """The order as the database has it now."""
    found: RepairOrder = rows.whole(None, RepairOrder, order.pk)
    return found


def a_visit_arrived(shop: Shop, plate: str = PLATE, *, words: str = "刹车吱吱响", **how: Any) -> RepairOrder:
    order: RepairOrder = reception.receive_vehicle(shop.guide, plate=plate, words=words, **how).subject
    return order


def walk_around(
    shop: Shop, order: RepairOrder, *, mileage_km: int = 107_196, marks: Sequence[Mark] = ()
) -> None:
    """Four corners and the driver's seat, then the licence."""
    advisor = shop.service_advisor
    shop.later(minutes=3)
    reception.complete_walk_around(
        advisor,
        order,
        mileage_km=mileage_km,
        fuel_eighths=5,
        photos=[a_photo(advisor) for _ in range(4)],
        seat_photo=a_photo(advisor),
        marks=marks,
    )
    reception.check_papers(advisor, order, outcome=PapersOutcome.SAME, taken=["key", "licence"])


def a_visit_received(shop: Shop, plate: str = PLATE, **how: Any) -> RepairOrder:
    """The walk-around is done."""
    order = a_visit_arrived(shop, plate, **how)
    walk_around(shop, order)
    return again(order)


def write_up(shop: Shop, order: RepairOrder, operations: Sequence[str] = ("A001",)) -> None:
    shop.later(minutes=4)
    concern = order.concerns.first()
    wanted = [Wanted(code, concern_id=concern.pk if concern else None) for code in operations]
    writeup.add_lines(shop.service_advisor, order, wanted=wanted)


def first_pages(ctx: Context, order: RepairOrder) -> list[str]:
    """Both papers of the first sitting, drawn before the act."""
    now = again(order)
    return [papers.render(ctx, kind, now) for kind in (paper_kinds.WALK_AROUND, paper_kinds.ORDER)]


def sign(shop: Shop, order: RepairOrder, because: Mapping[str, str] | None = None) -> Done:
    """The first sitting, on the pad."""
    shop.later(minutes=3)
    advisor, now = shop.service_advisor, again(order)
    return writeup.sign_order(
        advisor,
        now,
        seen_revision=now.revision,
        pages=first_pages(advisor, now),
        signature=a_photo(advisor, "white"),
        because=because,
    )


def a_visit_signed(
    shop: Shop, plate: str = PLATE, *, operations: Sequence[str] = ("A001",), **how: Any
) -> RepairOrder:
    order = a_visit_received(shop, plate, **how)
    write_up(shop, order, operations)
    sign(shop, order)
    return again(order)


def dispatch(shop: Shop, order: RepairOrder, who: str = "technician") -> None:
    shop.later(minutes=10)
    late = {"service.plan_ends_late": "客户同意等"}
    workshop.dispatch(shop.workshop_supervisor, order, technician=shop.person(who), because=late)


def issue_all(shop: Shop, order: RepairOrder, taker: str = "technician") -> None:
    """The storekeeper hands over what the order waits for."""
    waiting = Requisition.objects.of(shop.storekeeper).for_purpose(order).open()
    for requisition in waiting.prefetch_related("lines__part"):
        wanted = {line.pk: line.outstanding for line in requisition.lines.all()}
        takes = shop.person(taker)
        parts.issue_parts(
            shop.storekeeper,
            requisition,
            lines=[parts.IssueLine(*each) for each in wanted.items()],
            taker=takes,
            sheet=window.sheet(shop.storekeeper, requisition, wanted, takes.pk),
        )


def start(shop: Shop, order: RepairOrder, who: str = "technician") -> None:
    """Clock on to the first line that is his."""
    line = order.lines.filter(technician=shop.person(who), finished_at=None, voided_at=None).first()
    workshop.start_work(getattr(shop, who), line, as_received=True)


def a_visit_in_repair(
    shop: Shop, plate: str = PLATE, *, operations: Sequence[str] = ("A001",), **how: Any
) -> RepairOrder:
    """Dispatched, parts issued, clocked on."""
    order = a_visit_signed(shop, plate, operations=operations, **how)
    dispatch(shop, order)
    issue_all(shop, order)
    start(shop, order)
    return again(order)


def finish(shop: Shop, order: RepairOrder, who: str = "technician") -> None:
    """All his lines done, each begun; torque where it matters."""
    technician = getattr(shop, who)
    mine = list(order.lines.filter(voided_at=None, authorized_at__isnull=False, finished_at=None))
    for line in mine:
        if line.started_at is None:
            workshop.start_work(technician, line)
    shop.later(minutes=35)
    results = [LineResult(line, torque_nm=110 if line.operation.needs_torque else None) for line in mine]
    workshop.finish_work(technician, order, results=results)


def a_visit_finished(shop: Shop, plate: str = PLATE, **how: Any) -> RepairOrder:
    order = a_visit_in_repair(shop, plate, **how)
    finish(shop, order)
    return again(order)


def inspect(shop: Shop, order: RepairOrder) -> None:
    """Leader, inspector, wash."""
    shop.later(minutes=4)
    inspection.pass_leader_check(shop.team_leader, order)
    shop.later(minutes=8)
    inspection.pass_inspection(shop.quality_inspector, order, place=parking.free(shop.washer)[0])
    if again(order).wash == RepairOrder.Wash.YES:
        inspection.start_wash(shop.washer, order)
        shop.later(minutes=20)
        drawn = [a_photo(shop.washer)] if checking.wash_is_drawn(again(order)) else []
        inspection.finish_wash(shop.washer, order, place=parking.free(shop.washer)[0], photos=drawn)


def a_visit_ready(shop: Shop, plate: str = PLATE, **how: Any) -> RepairOrder:
    order = a_visit_finished(shop, plate, **how)
    inspect(shop, order)
    return again(order)


def make_statement(shop: Shop, order: RepairOrder, by: Context | None = None) -> None:
    """Internal check, call, walk-round, appointment of the call, statement."""
    advisor = shop.service_advisor
    shop.later(minutes=5)
    delivery.pass_internal_check(advisor, order, all_done_on_car=True)
    delivery.tell_customer(advisor, order, means=Means.DESK)
    delivery.customer_at_car(advisor, order)
    delivery.agree_follow_up(
        advisor, order, callback_on=shop.today + timedelta(days=2), callback_hour="10-12点"
    )
    delivery.make_statement(by or advisor, order)


def second_pages(ctx: Context, order: RepairOrder) -> list[str]:
    return paper_kinds.second_pages(ctx, again(order))


def sign_statement(shop: Shop, order: RepairOrder) -> None:
    """The second sitting: everything lies on the desk, one signature."""
    shop.later(minutes=3)
    advisor, now = shop.service_advisor, again(order)
    delivery.sign_statement(
        advisor,
        now,
        seen_revision=now.revision,
        pages=second_pages(advisor, now),
        signature=a_photo(advisor, "white"),
        things=list(now.things.filter(given_back_at=None)),
        parts=list(now.old_parts_kept.filter(shown_at=None)),
    )


def a_visit_to_pay(shop: Shop, plate: str = PLATE, **how: Any) -> RepairOrder:
    order = a_visit_ready(shop, plate, **how)
    make_statement(shop, order)
    sign_statement(shop, order)
    return again(order)


def pay(shop: Shop, order: RepairOrder, who: str = "cashier") -> None:
    """All that the customer owes, by code."""
    till: Context = getattr(shop, who)
    if not open_shift_of(till):
        cashier.open_shift(till, float_amount=Decimal(500))
    for owed in Receivable.objects.of(till).for_purpose(order).unsettled():
        cashier.take_payment(
            till,
            owed,
            means=PaymentMeans.SCAN,
            amount=owed.balance,
            trade_no=f"Z{owed.pk:012}",
            gate_pass=passes.drawn(till, owed, "扫码收清"),
        )


def a_visit_paid(shop: Shop, plate: str = PLATE, **how: Any) -> RepairOrder:
    order = a_visit_to_pay(shop, plate, **how)
    pay(shop, order)
    return again(order)


def a_visit_left(shop: Shop, plate: str = PLATE, **how: Any) -> RepairOrder:
    order = a_visit_paid(shop, plate, **how)
    shop.later(minutes=2)
    delivery.let_out(shop.guard, order)
    return again(order)


def take_home(shop: Shop, order: RepairOrder) -> None:
    """A signed visit to its end: dispatched, finished, inspected, settled, paid, out."""
    dispatch(shop, order)
    issue_all(shop, order)
    start(shop, again(order))
    finish(shop, again(order))
    inspect(shop, again(order))
    make_statement(shop, again(order))
    sign_statement(shop, again(order))
    pay(shop, again(order))
    shop.later(minutes=2)
    delivery.let_out(shop.guard, again(order))
