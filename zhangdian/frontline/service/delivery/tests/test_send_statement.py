"""发链接请客户签结算单."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import links
from zhangdian.frontline.service.delivery.actions import send_statement, sign_statement_by_link
from zhangdian.frontline.service.models import Agreement, RepairOrder


@pytest.mark.duty("PROC-D-28")
def test_the_payer_elsewhere_accepts_the_shown_version_by_link(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now, key = visits.again(order), links.new_key()
    pages = visits.second_pages(shop.service_advisor, now)
    send_statement(shop.service_advisor, now, seen_revision=now.revision, pages=pages, key=key)
    assert order.agreements.filter(about="statement", answer=Agreement.Answer.PENDING).exists()
    _link, customer = links.follow(key)
    sign_statement_by_link(customer, now, seen_revision=now.revision, pages=pages)
    assert visits.again(order).state == RepairOrder.State.SETTLING


@pytest.mark.duty("PROC-D-28")
def test_sent_again_the_earlier_link_holds_no_more(shop: Shop) -> None:
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now, first, second = visits.again(order), links.new_key(), links.new_key()
    pages = visits.second_pages(shop.service_advisor, now)
    for key in (first, second):
        send_statement(shop.service_advisor, now, seen_revision=now.revision, pages=pages, key=key)
    with refused("这个链接已经换成新的"):
        links.follow(first)
    answers = order.agreements.filter(about="statement").order_by("pk").values_list("answer", flat=True)
    assert list(answers) == [Agreement.Answer.REVOKED, Agreement.Answer.PENDING]
    _, customer = links.follow(second)
    sign_statement_by_link(customer, now, seen_revision=now.revision, pages=pages)
    assert visits.again(order).state == RepairOrder.State.SETTLING
