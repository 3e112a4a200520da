"""短信发签字链接."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service.receiving import PapersOutcome
from zhangdian.frontline.service.reception.actions import check_papers
from zhangdian.frontline.service.tests.pages import look, words
from zhangdian.frontline.service.writeup import views as writeup
from zhangdian.frontline.service.writeup.actions import (
    send_order_for_signature,
    sign_order_by_link,
    text_order_link,
)
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


def a_link_was_sent(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    return send_again(shop, order)


def send_again(shop, order):
    now = visits.again(order)
    send_order_for_signature(
        shop.service_advisor,
        now,
        seen_revision=now.revision,
        pages=visits.first_pages(shop.service_advisor, now),
        key=link_pages.next_key(sign_order_by_link, now),
    )
    return visits.again(order)


def test_the_link_goes_to_his_phone_and_is_kept_nowhere(shop, gateway):
    order = a_link_was_sent(shop)
    text_order_link(shop.service_advisor, order)
    jobs.send_messages()
    key = link_pages.standing_key(sign_order_by_link, order)
    (letter,) = gateway.letters
    assert f"/{key}" in letter.words
    assert order.plate in letter.words
    message = Message.objects.get()
    assert key not in f"{message.text}{message.values_text}"
    assert not Entry.objects.filter(action="service.text_order_link", changes_text__contains=key).exists()


def test_once_for_each_link(shop, gateway):
    order = a_link_was_sent(shop)
    text_order_link(shop.service_advisor, order)
    with refused("已经发过短信"):
        text_order_link(shop.service_advisor, visits.again(order))
    text_order_link(shop.service_advisor, send_again(shop, order))
    assert Message.objects.count() == 2


def test_a_link_that_was_sent_anew_takes_the_earlier_message_back(shop, gateway):
    order = a_link_was_sent(shop)
    text_order_link(shop.service_advisor, order)
    send_again(shop, order)
    jobs.send_messages()
    assert gateway.letters == []
    assert Message.objects.get().state == Message.State.DROPPED


def test_without_a_link_there_is_nothing_to_send(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    with refused("请先发链接"):
        text_order_link(shop.service_advisor, visits.again(order))


def test_who_brought_the_car_gets_it_at_his_own_number(shop, gateway):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    who = {"sender_name": "程远山", "sender_phone": "16110000444"}
    check_papers(shop.service_advisor, order, outcome=PapersOutcome.SENDER_ONLY, **who)
    visits.write_up(shop, order)
    text_order_link(shop.service_advisor, send_again(shop, order))
    jobs.send_messages()
    assert gateway.letters[0].to == "16110000444"


def test_without_a_number_it_says_what_to_do(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    with refused("登记送修人电话"):
        text_order_link(shop.service_advisor, send_again(shop, order))


def test_the_page_with_the_code_offers_it(shop):
    order = a_link_was_sent(shop)
    page = words(look(shop.service_advisor, writeup.order_link, "/l", pk=order.pk))
    assert "短信发给送修人" in page
