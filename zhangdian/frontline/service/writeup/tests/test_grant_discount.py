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
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.stores.actions import set_authority_limit


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


def advisors_may(shop, *, order_discount="150", monthly_budget="2500"):
    """The general manager's word from today on; all else stays as the house has it."""
    nothing = dict.fromkeys(("goodwill", "refund", "vehicle_discount", "write_off"), Decimal(0))
    set_authority_limit(
        shop.general_manager,
        role=Role.SERVICE_ADVISOR,
        labour_percent=Decimal(10),
        parts_percent=Decimal(5),
        order_discount=Decimal(order_discount),
        monthly_budget=Decimal(monthly_budget),
        since=shop.today,
        **nothing,
    )


def test_few_percent_of_a_large_bill_are_signed_for_too(shop, order):
    """Ten percent are his; here they are more than he may give on one order."""
    advisors_may(shop, order_discount="64")
    done = grant_discount(shop.service_advisor, order, percent=10, reason="老客户")
    assert (done.waits_for_signature, done.subject.needed) == (True, Role.FRONT_DESK_SUPERVISOR)
    assert lines.totals(order).discount == 0
    sign_request(shop.front_desk_supervisor, done.subject)
    assert lines.totals(visits.again(order)).discount == Decimal("64.80")


def test_what_he_gave_this_month_counts_and_the_next_month_begins_anew(shop, order):
    advisors_may(shop, monthly_budget="100")
    other = visits.a_visit_received(shop, "宁Z88K88")
    visits.write_up(shop, other, ["A001", "F002"])
    assert not grant_discount(shop.service_advisor, order, percent=10, reason="老客户").waits_for_signature
    grant_discount(shop.service_advisor, order, percent=5, reason="客户只要五个点")
    asked = grant_discount(shop.service_advisor, other, percent=10, reason="老客户")
    assert asked.waits_for_signature
    assert "本月额度只剩 35.20 元" in asked.subject.effect
    withdraw_request(shop.service_advisor, asked.subject)
    shop.later(days=31)
    assert not grant_discount(shop.service_advisor, other, percent=10, reason="老客户").waits_for_signature


def test_what_another_signed_for_is_not_taken_from_his_month(shop, order):
    advisors_may(shop, monthly_budget="100")
    done = grant_discount(shop.service_advisor, order, percent=20, reason="等太久")
    sign_request(shop.front_desk_supervisor, done.subject)
    other = visits.a_visit_received(shop, "宁Z88K88")
    visits.write_up(shop, other, ["A001", "F002"])
    assert not grant_discount(shop.service_advisor, other, percent=10, reason="老客户").waits_for_signature


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
