"""客户在链接上签结算单."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.delivery.actions import send_statement, sign_statement_by_link
from zhangdian.frontline.service.models import RepairOrder


@pytest.mark.duty("PROC-D-28")
def test_the_customer_signs_what_he_was_shown_and_only_once(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now, key = visits.again(order), links.new_key()
    pages = visits.second_pages(shop.service_advisor, now)
    send_statement(shop.service_advisor, now, seen_revision=now.revision, pages=pages, key=key)
    _link, customer = links.follow(key)
    sign_statement_by_link(customer, now, seen_revision=now.revision, pages=pages)
    assert visits.again(order).state == RepairOrder.State.SETTLING
    with pytest.raises(Refusal):
        sign_statement_by_link(customer, now, seen_revision=now.revision, pages=pages)


@pytest.mark.duty("PROC-D-28")
def test_an_expired_link_signs_nothing_and_says_what_to_do(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now, key = visits.again(order), links.new_key()
    pages = visits.second_pages(shop.service_advisor, now)
    send_statement(shop.service_advisor, now, seen_revision=now.revision, pages=pages, key=key)
    shop.later(days=2)
    with pytest.raises(Refusal, match="重新发"):
        links.follow(key)


@pytest.mark.duty("PROC-D-28")
def test_an_employee_cannot_sign_as_the_customer(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now = visits.again(order)
    pages = visits.second_pages(shop.service_advisor, now)
    with pytest.raises(Refusal):
        sign_statement_by_link(shop.service_advisor, now, seen_revision=now.revision, pages=pages)
