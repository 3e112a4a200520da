"""Rooms above put messages into the outbox inside their own acts: once, and only what they committed."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.tests.arranging import an_action
from zhangdian.people.customers.models import Customer
from zhangdian.people.messaging import outbox
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.tests.arranging import LINK, READY, a_customer, a_message, put


def test_the_same_occasion_is_written_once(shop):
    first = a_message(shop)
    again = a_message(shop, first.customer)
    assert (again.pk, Message.objects.count()) == (first.pk, 1)


def test_another_period_or_reader_or_channel_is_another_message(shop):
    customer = a_customer(shop)
    a_message(shop, customer)
    a_message(shop, customer, period="2")
    a_message(shop, customer, channel=Channel.EMAIL)
    a_message(shop, a_customer(shop, name="邹雪梅", phone="16110000001"))
    assert Message.objects.count() == 4


@an_action("写了又不成")
def write_and_fail(ctx: Act, *, customer: Customer) -> None:
    put(ctx, READY.key, customer, Channel.SMS, "")
    raise Refusal("这一步没有办成")


def test_an_act_that_fails_leaves_no_message(shop, gateway):
    with refused("没有办成"):
        write_and_fail(shop.service_advisor, customer=a_customer(shop))
    assert Message.objects.count() == 0
    assert gateway.letters == []


@an_action("少填一样")
def write_with_a_blank(ctx: Act, *, customer: Customer) -> None:
    outbox.put(ctx, READY, to=customer, subject=customer, channel=Channel.SMS)


def test_a_blank_without_its_value_is_refused(shop):
    with refused("车牌"):
        write_with_a_blank(shop.service_advisor, customer=a_customer(shop))


def test_what_only_the_reader_may_hold_is_not_kept(shop):
    message = a_message(shop, occasion=LINK)
    assert message.text == "请打开 〔链接〕 签字"
    assert "https" not in f"{message.text}{message.values_text}"


def test_it_names_the_journals_entry_that_caused_it(shop):
    assert a_message(shop).entry.person_id == shop.service_advisor.person_id


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.EMAIL])
def test_it_waits_for_the_worker(shop, channel):
    assert a_message(shop, channel=channel).state == Message.State.WAITING
