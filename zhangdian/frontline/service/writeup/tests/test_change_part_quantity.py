"""Another quantity of a part."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import lines
from zhangdian.frontline.service.writeup.actions import change_part_quantity


@pytest.fixture
def oil(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    return order.part_lines.get(part__part_no="Y0810-W2004")


@pytest.mark.duty("PROC-R-21")
def test_the_amount_follows(shop, oil):
    before = visits.again(oil.order).revision
    change_part_quantity(shop.service_advisor, oil, quantity=2)
    assert lines.totals(oil.order).parts == Decimal("834.00")
    assert visits.again(oil.order).revision == before + 1


def test_zero_takes_it_off(shop, oil):
    change_part_quantity(shop.service_advisor, oil, quantity=0)
    assert lines.totals(oil.order).parts == Decimal("38.00")


def test_less_than_none_is_refused(shop, oil):
    with refused("不能小于零"):
        change_part_quantity(shop.service_advisor, oil, quantity=-1)


def test_what_was_signed_is_changed_by_extra_work(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        change_part_quantity(shop.service_advisor, order.part_lines.first(), quantity=1)
