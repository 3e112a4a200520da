"""Who pays a line."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import lines
from zhangdian.frontline.service.models import Payer
from zhangdian.frontline.service.writeup.actions import change_payer


@pytest.fixture
def order(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    return visits.again(order)


def filter_price(order):
    return order.part_lines.get(voided_at=None, part__part_no="Y1510-A3010").unit_price


@pytest.mark.duty("PROC-R-13", "PROC-R-21")
def test_parts_are_priced_anew_for_who_pays(shop, order):
    assert filter_price(order) == Decimal("38")
    change_payer(shop.service_advisor, order.lines.get(), payer=Payer.MANUFACTURER)
    assert filter_price(order) == Decimal("31.16")
    assert lines.customer_total(order) == 0
    change_payer(shop.service_advisor, order.lines.get(), payer=Payer.CUSTOMER)
    assert filter_price(order) == Decimal("38")


def test_the_customer_sees_the_changed_order_again(shop, order):
    change_payer(shop.service_advisor, order.lines.get(), payer=Payer.INTERNAL)
    assert visits.again(order).revision == order.revision + 1


def test_what_was_signed_keeps_its_payer(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        change_payer(shop.service_advisor, order.lines.get(), payer=Payer.INTERNAL)
