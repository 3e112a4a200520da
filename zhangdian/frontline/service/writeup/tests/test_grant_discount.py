"""A named discount on the customer's labour."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import refuse_request, sign_request, withdraw_request
from zhangdian.frontline.service import lines
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.models import Payer
from zhangdian.frontline.service.workshop.actions import propose_extra_work
from zhangdian.frontline.service.writeup.actions import change_payer, grant_discount


@pytest.fixture
def order(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001", "F002"])
    return visits.again(order)


def test_within_his_limit_the_advisor_gives_it_himself(shop, order):
    done = grant_discount(shop.service_advisor, order, percent=10, reason="老客户")
    assert not done.waits_for_signature
    assert lines.totals(order).discount == Decimal("64.80")
    assert visits.again(order).revision == order.revision + 1


def test_above_it_waits_for_a_signature_and_changes_nothing_meanwhile(shop, order):
    done = grant_discount(shop.service_advisor, order, percent=20, reason="等太久")
    assert done.waits_for_signature
    assert lines.totals(order).discount == 0
    sign_request(shop.front_desk_supervisor, done.subject)
    order.refresh_from_db()
    assert lines.totals(order).discount == Decimal("129.60")


def test_a_refused_one_never_happens(shop, order):
    done = grant_discount(shop.service_advisor, order, percent=20, reason="等太久")
    refuse_request(shop.front_desk_supervisor, done.subject, reason="不到标准")
    assert lines.totals(order).discount == 0


def test_what_others_pay_is_not_discounted(shop, order):
    change_payer(shop.service_advisor, order.lines.last(), payer=Payer.INTERNAL)
    grant_discount(shop.service_advisor, order, percent=10, reason="老客户")
    assert [line.discount for line in order.lines.all()] == [Decimal("12.00"), 0]


@pytest.mark.parametrize("percent", [-1, 101, 150])
def test_a_percentage_is_one(shop, order, percent):
    with refused("0 到 100"):
        grant_discount(shop.service_advisor, order, percent=percent, reason="老客户")


def test_it_has_a_reason(shop, order):
    with refused("说明原因"):
        grant_discount(shop.service_advisor, order, percent=5, reason=" ")


def test_lines_that_changed_since_it_was_asked_are_not_discounted_by_that_signature(shop, order):
    asked = grant_discount(shop.service_advisor, order, percent=20, reason="等太久").subject
    change_payer(shop.service_advisor, order.lines.last(), payer=Payer.INTERNAL)
    with refused("申请之后内容已经变了", "重新申请"):
        sign_request(shop.front_desk_supervisor, asked)
    assert lines.totals(order).discount == 0
    withdraw_request(shop.service_advisor, asked)
    again = grant_discount(shop.service_advisor, order, percent=20, reason="等太久").subject
    sign_request(shop.front_desk_supervisor, again)
    assert [line.discount for line in order.lines.all()] == [Decimal("24.00"), 0]


def test_extra_work_since_it_was_asked_is_not_discounted_by_that_signature(shop):
    order = visits.a_visit_in_repair(shop)
    asked = grant_discount(shop.service_advisor, order, percent=20, reason="等太久").subject
    propose_extra_work(shop.service_advisor, order, wanted=[lines.Wanted("B002")])
    with refused("申请之后内容已经变了"):
        sign_request(shop.front_desk_supervisor, asked)


def test_work_that_goes_on_meanwhile_takes_nothing_from_the_signature(shop):
    order = visits.a_visit_in_repair(shop)
    asked = grant_discount(shop.service_advisor, order, percent=20, reason="等太久").subject
    visits.finish(shop, order)
    sign_request(shop.front_desk_supervisor, asked)
    assert lines.totals(order).discount == Decimal("24.00")


@pytest.mark.duty("PROC-D-28")
def test_a_statement_that_was_made_is_reopened_first(shop):
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    with refused("改结算单"):
        grant_discount(shop.service_advisor, order, percent=5, reason="老客户")
    delivery.reopen_statement(shop.service_advisor, order, reason="再优惠")
    grant_discount(shop.service_advisor, order, percent=5, reason="老客户")
