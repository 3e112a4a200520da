"""领料单 as it is printed."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.resources.parts.actions import ReturnLine, return_parts
from zhangdian.resources.parts.models import Lot, Requisition
from zhangdian.resources.parts.queries import prices_on
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue, lines_of
from zhangdian.resources.parts.window.papers import REQUISITION


@pytest.mark.duty("PROC-W-10")
def test_it_has_lots_sale_price_what_came_back_and_why(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10))
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 3)
    line = lines_of(requisition)[0]
    return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 1)], reason="型号不对")
    printed = REQUISITION.draw(shop.storekeeper, requisition)
    for lot in Lot.objects.filter(part=part):
        assert str(lot) in printed
    assert "100.00" in printed
    assert "退 1 件" in printed
    assert "型号不对" in printed
    assert "口令签" in printed


def test_what_is_still_to_be_picked_says_from_which_lot(shop):
    part = a_part(shop, (2, "20", 90))
    requisition = a_requisition(shop, (part, 1))
    printed = REQUISITION.draw(shop.storekeeper, requisition)
    assert str(Lot.objects.get(part=part)) in printed
    assert "领料人签字" in printed


def test_each_part_says_who_pays_for_it_and_at_which_price(shop):
    own = a_requisition(shop, (a_part(shop, (1, "20", 90)), 1))
    assert "<td>本店</td>" in REQUISITION.draw(shop.storekeeper, own)
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop, operations=["A003"])
    by_maker = Requisition.objects.for_purpose(order).get()
    part = by_maker.lines.first().part
    printed = REQUISITION.draw(shop.storekeeper, by_maker)
    assert "<td>厂家</td>" in printed
    assert f"{prices_on(shop.storekeeper, [part], shop.today)[part.pk].warranty:,.2f}" in printed
