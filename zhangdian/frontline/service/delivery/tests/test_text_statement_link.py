"""短信发结算单链接."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service.delivery import views as delivery
from zhangdian.frontline.service.delivery.actions import (
    send_statement,
    sign_statement_by_link,
    text_statement_link,
)
from zhangdian.frontline.service.tests.pages import look, words
from zhangdian.people.messaging import jobs
from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests.arranging import Scripted


@pytest.fixture
def gateway():
    scripted = Scripted()
    chosen.place({"sms": scripted})
    yield scripted
    chosen.place({})


@pytest.fixture
def order(shop):
    """A car whose owner has been sent the statement by link."""
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now = visits.again(order)
    pages = visits.second_pages(shop.service_advisor, now)
    key = link_pages.next_key(sign_statement_by_link, now)
    send_statement(shop.service_advisor, now, seen_revision=now.revision, pages=pages, key=key)
    return visits.again(order)


@pytest.mark.duty("PROC-D-28")
def test_it_goes_to_the_payer_and_says_of_what(shop, order, gateway):
    text_statement_link(shop.service_advisor, order)
    jobs.send_messages()
    (letter,) = gateway.letters
    assert link_pages.standing_key(sign_statement_by_link, order) in letter.words
    assert "结算单" in letter.words
    assert Message.objects.get().customer == order.customer


def test_once_for_each_link(shop, order):
    text_statement_link(shop.service_advisor, order)
    with refused("已经发过短信"):
        text_statement_link(shop.service_advisor, visits.again(order))


def test_without_a_link_there_is_nothing_to_send(shop):
    visits.a_car(shop)
    with refused("请先发链接"):
        text_statement_link(shop.service_advisor, visits.a_visit_ready(shop))


def test_the_page_with_the_code_offers_it(shop, order):
    page = words(look(shop.service_advisor, delivery.statement_link, "/l", pk=order.pk))
    assert "短信发给付款人" in page
