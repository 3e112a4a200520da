"""改结算单."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import make_statement, reopen_statement
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.resources.cashier.models import Receivable


@pytest.mark.duty("PROC-D-28")
def test_a_new_version_is_signed_anew_and_the_old_number_stays_used(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    reopen_statement(shop.service_advisor, order, reason="改优惠")
    order = visits.again(order)
    assert order.state == RepairOrder.State.READY
    assert Receivable.objects.of(shop.cashier).for_purpose(order).get().state == Receivable.State.VOID
    make_statement(shop.service_advisor, order)
    numbers = list(order.statements.order_by("pk").values_list("number", flat=True))
    assert numbers == ["JS261123-0001", "JS261123-0002"]


@pytest.mark.duty("PROC-D-28")
def test_money_in_the_till_must_first_go_back(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_paid(shop)
    with refused("待交车"):
        reopen_statement(shop.service_advisor, order, reason="改优惠")
