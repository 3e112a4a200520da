"""A line taken off before the customer has agreed to it."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import lines
from zhangdian.frontline.service.writeup.actions import remove_line


def test_it_goes_with_its_parts_and_nothing_is_deleted(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001", "D004"])
    first, second = order.lines.all()
    before = visits.again(order).revision
    remove_line(shop.service_advisor, first)
    assert [line.pk for line in order.live_lines()] == [second.pk]
    assert lines.totals(order).labour == Decimal("24.00")
    assert not first.parts.filter(voided_at=None).exists()
    assert order.lines.count() == 2
    assert visits.again(order).revision == before + 1


def test_what_the_customer_signed_stays(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        remove_line(shop.service_advisor, order.lines.get())
