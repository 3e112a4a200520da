"""短信提醒保养."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.calling.actions import text_reminder
from zhangdian.aftercare.care.tests import arranging
from zhangdian.foundation.kernel.models import Means
from zhangdian.people.customers.actions import withdraw_consent
from zhangdian.people.customers.models import Consent
from zhangdian.people.messaging import jobs
from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests.arranging import Scripted, again, agree

CARE, SMS = Consent.Purpose.CARE, Consent.Channel.SMS


@pytest.fixture
def gateway():
    scripted = Scripted()
    chosen.place({"sms": scripted})
    yield scripted
    chosen.place({})


@pytest.fixture
def order(shop):
    """A car whose service is due in ten days."""
    order = arranging.a_visit_left_at(shop)
    shop.at(shop.now + (order.next_service_on - shop.today) - timedelta(days=10))
    shop.at("10:00")
    return order


@pytest.mark.duty("PROC-F-05")
def test_who_agreed_is_reminded_by_short_message(shop, order, gateway):
    agree(shop, order.customer, CARE)
    text_reminder(shop.service_advisor, order)
    jobs.send_messages()
    (letter,) = gateway.letters
    assert order.plate in letter.words
    assert f"{order.next_service_on:%m月%d日}" in letter.words
    assert Message.objects.get().vehicle == order.vehicle


@pytest.mark.duty("PROC-F-05")
def test_the_call_stays_in_the_list(shop, order):
    agree(shop, order.customer, CARE)
    text_reminder(shop.service_advisor, order)
    assert [due.order.pk for due in queries.services_due(shop.aftersales_care)] == [order.pk]


def test_who_did_not_agree_is_asked_on_the_telephone(shop, order):
    with refused("没有同意", "打电话时问一句"):
        text_reminder(shop.aftersales_care, order)


def test_once_for_each_agreed_day(shop, order):
    agree(shop, order.customer, CARE)
    text_reminder(shop.aftersales_care, order)
    with refused("已经发过"):
        text_reminder(shop.service_advisor, order)


def test_who_withdraws_before_it_goes_gets_none(shop, order, gateway):
    agree(shop, order.customer, CARE)
    text_reminder(shop.aftersales_care, order)
    withdraw_consent(shop.guard, again(order.customer), purpose=CARE, channel=SMS, means=Means.PHONE)
    jobs.send_messages()
    assert gateway.letters == []
    assert Message.objects.get().dropped_why == Message.Dropped.OPTED_OUT
