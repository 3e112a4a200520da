"""改结算单."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.frontline.service.delivery.actions import make_statement, reopen_statement
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization import limits
from zhangdian.people.organization.stores.actions import set_store_rate
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


def test_more_often_in_a_month_than_anybody_may_alone_whoever_stands_above_signs(shop: Shop) -> None:
    """What he undid alone counts, what was signed for does not; next month begins anew."""
    set_store_rate(
        shop.general_manager, key=limits.UNDOES_ALONE.key, value=Decimal(1), unit="次", since=shop.today
    )
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    reopen_statement(shop.service_advisor, order, reason="改优惠")
    make_statement(shop.service_advisor, visits.again(order))
    asked = reopen_statement(shop.service_advisor, visits.again(order), reason="又改优惠")
    assert asked.waits_for_signature
    assert "本月自己作废或重开过 1 次" in asked.subject.effect
    assert visits.again(order).statements.filter(voided_at=None).exists()
    sign_request(shop.front_desk_supervisor, asked.subject)
    assert not visits.again(order).statements.filter(voided_at=None).exists()
    make_statement(shop.service_advisor, visits.again(order))
    third = reopen_statement(shop.service_advisor, visits.again(order), reason="再改")
    assert third.waits_for_signature
    assert "本月自己作废或重开过 1 次" in third.subject.effect
    shop.later(days=31)
    assert not reopen_statement(shop.service_advisor, visits.again(order), reason="再改").waits_for_signature
