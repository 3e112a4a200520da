"""An order as long as orders ever get: two lines of three with a part that lies in the store."""

from datetime import timedelta
from itertools import cycle, islice

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.writeup.actions import add_lines, confirm_large_order
from zhangdian.resources.parts.actions import ReceivedLine, receive_parts
from zhangdian.resources.parts.models import Part, Supplier

LONG = 300
OPERATIONS = ("C003", "D004", "A005")
"""Wheels changed round, and two that take a part each."""
PARTS = ("Y7663-M1010", "Y8029-C2010")


def fill_the_shelf(shop: Shop, pieces: int = LONG) -> None:
    """Enough of the two parts for a long order."""
    until = shop.today + timedelta(days=600)
    coming = [
        ReceivedLine(part.pk, pieces, expires_on=until if part.shelf_life_months else None)
        for part in Part.objects.filter(part_no__in=PARTS)
    ]
    supplier = Supplier.objects.get(code="S01")
    receive_parts(shop.storekeeper, supplier=supplier, delivery_note="送300", lines=coming)


def wanted(order: RepairOrder, lines: int) -> list[Wanted]:
    concern = order.concerns.get()
    return [Wanted(code, concern_id=concern.pk) for code in islice(cycle(OPERATIONS), lines)]


def a_written_order(shop: Shop, lines: int, plate: str = visits.PLATE) -> RepairOrder:
    """Written up with so many lines; the service manager took part."""
    order = visits.a_visit_received(shop, plate)
    add_lines(shop.service_advisor, order, wanted=wanted(order, lines))
    confirm_large_order(shop.service_manager, visits.again(order))
    return visits.again(order)
