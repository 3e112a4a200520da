"""客户签结算单."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.papers import body_of
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.models import GatePass, RepairOrder
from zhangdian.resources.cashier.models import Receivable


@pytest.mark.duty("PROC-D-13", "PROC-D-16", "PROC-D-17", "PROC-D-22", "PROC-D-28")
def test_one_signature_freezes_the_statement_and_bills_it(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_to_pay(shop)
    assert order.state == RepairOrder.State.SETTLING
    paper = Paper.objects.get(kind="JS")
    statement = order.statements.get()
    assert paper.number == statement.number
    assert "客户签字" in body_of(paper)
    owed = Receivable.objects.of(shop.cashier).for_purpose(order).get()
    assert owed.amount == statement.total
    assert GatePass.objects.get(order=order).used_at is None


@pytest.mark.duty("PROC-D-28")
def test_a_changed_version_must_be_shown_again(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now = visits.again(order)
    with refused("新的一版"):
        delivery.sign_statement(
            shop.service_advisor,
            now,
            seen_revision=now.revision - 1,
            pages=visits.second_pages(shop.service_advisor, now),
            signature=visits.a_photo(shop.service_advisor),
        )
    assert visits.again(order).statement_signed_at is None


@pytest.mark.duty("PROC-D-18")
def test_no_signature_without_an_agreed_call(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    delivery.pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    delivery.make_statement(shop.service_advisor, order)
    with refused("三日回访"):
        visits.sign_statement(shop, order)
