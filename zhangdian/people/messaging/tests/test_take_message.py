"""One worker takes a message; what is permitted is judged at that moment."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Means
from zhangdian.people.customers.actions import change_customer, withdraw_consent
from zhangdian.people.customers.models import Consent, Customer
from zhangdian.people.messaging import judging
from zhangdian.people.messaging.actions import take_message
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import (
    READY,
    SALE,
    SERVICE,
    a_customer,
    a_message,
    again,
    agree,
)
from zhangdian.people.organization.stores.actions import set_store_rate

Dropped = Message.Dropped
MARKETING = Consent.Purpose.MARKETING


def verdict(shop, message):
    return judging.judge(shop.clock, again(message))


def test_it_is_on_its_way_and_knows_its_number(shop):
    shop.at("10:00")
    message = again(arranging.taken(shop))
    assert message.state == Message.State.SENDING
    assert (message.attempts, message.address.open()) == (1, "16110000000")


def test_a_second_worker_is_refused(shop):
    shop.at("10:00")
    message = arranging.taken(shop)
    with refused("发送中"):
        take_message(shop.clock, message, gateway="sandbox")


def test_nobody_is_written_to_for_marketing_who_never_agreed(shop):
    shop.at("10:00")
    message = a_message(shop, a_customer(shop), SALE)
    assert verdict(shop, message) == judging.Drop(Dropped.NO_CONSENT)
    with refused("不能发"):
        take_message(shop.clock, message, gateway="sandbox")


def test_who_withdrew_after_it_was_written_is_not_written_to(shop):
    shop.at("10:00")
    customer = a_customer(shop)
    agree(shop, customer)
    message = a_message(shop, customer, SALE)
    withdraw_consent(
        shop.service_advisor,
        again(customer),
        purpose=MARKETING,
        channel=Consent.Channel.SMS,
        means=Means.PHONE,
    )
    assert verdict(shop, message) == judging.Drop(Dropped.OPTED_OUT)
    with refused("不能发"):
        take_message(shop.clock, message, gateway="sandbox")


def test_a_word_for_calls_is_none_for_short_messages(shop):
    shop.at("10:00")
    customer = a_customer(shop)
    agree(shop, customer, channel=Consent.Channel.CALL)
    assert verdict(shop, a_message(shop, customer, SALE)) == judging.Drop(Dropped.NO_CONSENT)


def test_who_wants_no_reminders_gets_none_whatever_he_signed(shop):
    shop.at("10:00")
    customer = a_customer(shop, reminder=Customer.Reminder.NONE)
    agree(shop, customer, Consent.Purpose.CARE)
    assert verdict(shop, a_message(shop, customer, SERVICE)) == judging.Drop(Dropped.OPTED_OUT)


def test_a_no_under_another_name_is_a_no_of_the_number(shop):
    shop.at("10:00")
    his = a_customer(shop)
    hers = a_customer(shop, name="邹雪梅", because={"customers.phone_is_shared": "家人共用"})
    for each in (his, hers):
        agree(shop, each)
    message = a_message(shop, his, SALE)
    assert isinstance(verdict(shop, message), judging.Send)
    shop.later(minutes=1)
    no = {"purpose": MARKETING, "channel": Consent.Channel.SMS, "means": Means.PHONE}
    withdraw_consent(shop.service_advisor, again(hers), **no)
    assert verdict(shop, message) == judging.Drop(Dropped.OPTED_OUT)
    shop.later(minutes=1)
    agree(shop, again(his))
    assert isinstance(verdict(shop, message), judging.Send)


def test_what_the_contract_asks_for_needs_no_word(shop):
    shop.at("10:00")
    assert isinstance(verdict(shop, a_message(shop)), judging.Send)


@pytest.mark.parametrize(
    ("hour", "waits_until"), [("08:59", "09:00"), ("20:00", "09:00"), ("23:30", "09:00")]
)
def test_nobody_is_woken_by_an_offer(shop, hour, waits_until):
    customer = a_customer(shop)
    agree(shop, customer)
    shop.at(hour)
    found = verdict(shop, a_message(shop, customer, SALE))
    assert isinstance(found, judging.Wait)
    shop.at(found.until)
    assert clock.local(found.until).strftime("%H:%M") == waits_until
    assert isinstance(verdict(shop, Message.objects.get()), judging.Send)


@pytest.mark.parametrize("hour", ["09:00", "19:59"])
def test_in_permitted_hours_it_goes(shop, hour):
    customer = a_customer(shop)
    agree(shop, customer)
    shop.at(hour)
    assert isinstance(verdict(shop, a_message(shop, customer, SALE)), judging.Send)


def test_the_store_sets_its_own_hours_from_a_day_on(shop):
    customer = a_customer(shop)
    agree(shop, customer)
    last = {"key": "营销活动最晚几点发", "value": Decimal("18.5"), "unit": "点"}
    set_store_rate(shop.general_manager, **last)
    shop.at("18:29")
    assert isinstance(verdict(shop, a_message(shop, customer, SALE)), judging.Send)
    shop.at("18:30")
    assert isinstance(verdict(shop, Message.objects.get()), judging.Wait)


def test_the_fourth_offer_in_a_week_waits_for_the_week_to_pass(shop):
    shop.at("10:00")
    customer = a_customer(shop)
    agree(shop, customer)
    for number in range(3):
        arranging.taken(shop, a_message(shop, customer, SALE, period=str(number)))
    fourth = a_message(shop, customer, SALE, period="4")
    assert verdict(shop, fourth) == judging.Drop(Dropped.EXPIRED)
    with refused("不能发"):
        take_message(shop.clock, fourth, gateway="sandbox")


def test_a_number_that_two_files_share_is_one_number(shop):
    shop.at("10:00")
    his = a_customer(shop)
    for number in range(10):
        arranging.taken(shop, a_message(shop, his, READY, period=str(number)))
    hers = a_customer(shop, name="邹雪梅", because={"customers.phone_is_shared": "家人共用"})
    assert verdict(shop, a_message(shop, hers)) == judging.Drop(Dropped.EXPIRED)


def test_a_number_that_takes_no_messages_is_no_address(shop):
    shop.at("10:00")
    customer = a_customer(shop, phone="0571-88888888")
    assert verdict(shop, a_message(shop, customer)) == judging.Drop(Dropped.NO_ADDRESS)


def test_the_number_of_the_day_of_sending_counts(shop):
    shop.at("10:00")
    customer = a_customer(shop)
    message = a_message(shop, customer)
    change_customer(shop.service_advisor, again(customer), phone="16110000099")
    assert again(arranging.taken(shop, message)).address.open() == "16110000099"


def test_too_late_is_not_at_all(shop):
    shop.at("10:00")
    message = a_message(shop)
    shop.later(days=1)
    assert verdict(shop, message) == judging.Drop(Dropped.EXPIRED)


def test_a_note_to_staff_goes_by_the_hours_of_staff(shop):
    shop.at("06:00")
    message = a_message(shop, occasion=arranging.OVERDUE, channel=Channel.WECOM)
    assert isinstance(verdict(shop, message), judging.Wait)
    shop.at("07:00")
    assert verdict(shop, message) == judging.Send("车间")
