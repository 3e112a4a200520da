"""Sentences of the workshop that several tests begin with."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import (
    Agreement,
    Finding,
    InspectionItem,
    OrderLine,
    ProgressNote,
    RepairOrder,
)
from zhangdian.frontline.service.reception import actions as reception
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.frontline.service.writeup import actions as writeup
from zhangdian.people.organization.staff import actions as staff
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Part


def line_of(order: RepairOrder, code: str = "") -> OrderLine:
    """The line of this operation, or the first."""
    rows = order.lines.filter(voided_at=None).select_related("order")
    found: OrderLine = (rows.filter(operation__code=code) if code else rows)[0]
    return found


def open_holds(order: RepairOrder) -> dict[str, Hold]:
    """Kind → what the order waits for now."""
    rows = Hold.objects.filter(root_type="service.repairorder", root_id=order.pk, lifted_at=None)
    return {hold.kind: hold for hold in rows.select_related("person")}


def last_note(order: RepairOrder) -> ProgressNote:
    found: ProgressNote = order.progress_notes.latest("pk")
    return found


def a_known_car_in_repair(shop: Shop, plate: str = visits.PLATE, **how: Any) -> RepairOrder:
    """A car whose model is known, so that its kits are."""
    visits.a_car(shop, plate)
    return visits.a_visit_in_repair(shop, plate, **how)


def a_car_left_behind(shop: Shop) -> RepairOrder:
    """Signed; its customer does not wait."""
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    writeup.set_choices(
        shop.service_advisor,
        order,
        wash=RepairOrder.Wash.YES,
        old_parts=RepairOrder.OldParts.SHOW,
        pay=RepairOrder.Pay.CODE,
        stay=RepairOrder.Stay.LEAVES,
    )
    visits.sign(shop, order)
    return visits.again(order)


def a_hybrid_signed(shop: Shop) -> RepairOrder:
    """A car with high voltage on which the high voltage is to be checked."""
    visits.a_car(shop, model="M21")
    return visits.a_visit_signed(shop, operations=("H001",))


def a_brand_s_filter(shop: Shop) -> Part:
    """A cabin filter of a brand, cheaper than the maker's."""
    row = parts.CatalogueRow(
        part_no="BR-8029",
        name="空调滤芯 品牌",
        unit="个",
        group="保养件",
        abc="A",
        kind=Part.Kind.BRAND.value,
        pack_quantity=1,
        lead_days=1,
        shelf_life_months=0,
        hazard="",
        models_fit="ALL",
        note="",
        superseded_by="",
        retail=Decimal(56),
        dealer=Decimal(30),
        warranty=Decimal(0),
        bin="A-01",
        min_stock=0,
        max_stock=10,
        monthly_demand=5,
    )
    parts.load_catalogue(shop.clock, rows=[row], since=shop.today)
    found: Part = Part.objects.get(part_no="BR-8029")
    return found


def a_dispatched_visit(shop: Shop, plate: str = visits.PLATE, **how: Any) -> RepairOrder:
    order = visits.a_visit_signed(shop, plate, **how)
    visits.dispatch(shop, order)
    return visits.again(order)


def a_visit_with_things_inside(shop: Shop) -> RepairOrder:
    """In repair; of what lies in the car the customer said: call me first."""
    order, advisor = visits.a_visit_arrived(shop), shop.service_advisor
    reception.complete_walk_around(
        advisor,
        order,
        mileage_km=107_196,
        fuel_eighths=5,
        photos=[visits.a_photo(advisor) for _ in range(4)],
        seat_photo=visits.a_photo(advisor),
        belongings="儿童座椅",
        belongings_movable="先打电话",
    )
    visits.write_up(shop, order)
    visits.sign(shop, order)
    visits.dispatch(shop, order)
    visits.start(shop, order)
    return visits.again(order)


def a_finding(shop: Shop, order: RepairOrder, code: str = "I02", **how: Any) -> Finding:
    """The technician photographs what he sees and picks it from the list."""
    technician = shop.technician
    how = {"level": Finding.Level.RED, "measured": "2.1", **how}
    item = InspectionItem.objects.get(code=code)
    workshop.report_finding(technician, order, item=item, photos=[visits.a_photo(technician)], **how)
    found: Finding = order.findings.latest("pk")
    return found


def rests_on(shop: Shop, weekday: int, name: str = "technician") -> None:
    """His day of rest is that weekday from now on, Monday being 0."""
    staff.change_person_details(shop.office_director, shop.person(name), rest_weekday=weekday)


def an_offer(
    shop: Shop, order: RepairOrder, wanted: Sequence[Wanted | str] = ("B002", "A005"), **how: Any
) -> Agreement:
    """The advisor puts extra work to the customer."""
    asked = [Wanted(each) if isinstance(each, str) else each for each in wanted]
    workshop.propose_extra_work(shop.service_advisor, order, wanted=asked, **how)
    found: Agreement = order.agreements.get(about=Agreement.About.EXTRA, answer=Agreement.Answer.PENDING)
    return found


def customer_of(agreement: Agreement) -> Context:
    """The customer, as he comes in through the link of this question."""
    _, customer = links.follow(link_pages.standing_key(workshop.answer_extra_work, agreement))
    return customer
