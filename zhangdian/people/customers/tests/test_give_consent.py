"""The customer agrees to one purpose through one channel."""

from datetime import timedelta

import pytest

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import consents
from zhangdian.people.customers.actions import give_consent
from zhangdian.people.customers.models import Consent
from zhangdian.people.customers.tests.arrange import a_customer

MARKETING, CARE = Consent.Purpose.MARKETING, Consent.Purpose.CARE
SMS, CALL, ANY = Consent.Channel.SMS, Consent.Channel.CALL, Consent.Channel.ANY


def agree(shop, customer, purpose=MARKETING, channel=SMS, **more):
    give_consent(
        shop.service_advisor,
        customer,
        **{"purpose": purpose, "channel": channel, "means": Means.PAD, "text_version": "2026-1", **more},
    )


def test_without_a_word_nothing_is_allowed(shop):
    assert not consents.agreed(shop.marketing_specialist, a_customer(shop), MARKETING, SMS)


def test_it_holds_for_this_purpose_and_channel_only(shop):
    customer = a_customer(shop)
    agree(shop, customer)
    assert consents.agreed(shop.marketing_specialist, customer, MARKETING, SMS)
    assert not consents.agreed(shop.marketing_specialist, customer, MARKETING, CALL)
    assert not consents.agreed(shop.marketing_specialist, customer, CARE, SMS)


def test_a_word_for_all_channels_holds_for_each(shop):
    customer = a_customer(shop)
    agree(shop, customer, channel=ANY)
    assert consents.agreed(shop.marketing_specialist, customer, MARKETING, CALL)


def test_it_ends_on_its_day(shop):
    customer = a_customer(shop)
    agree(shop, customer, until=shop.today)
    shop.later(days=1)
    assert not consents.agreed(shop.marketing_specialist, customer, MARKETING, SMS)


def test_a_new_text_follows_the_old_one(shop):
    customer = a_customer(shop)
    agree(shop, customer)
    shop.at(shop.now + timedelta(days=1))
    agree(shop, customer, text_version="2026-2")
    standing = customer.consents.get(withdrawn_at=None)
    assert (standing.text_version, customer.consents.count()) == ("2026-2", 2)


def test_no_text_no_consent(shop):
    with pytest.raises(Refusal, match="告知文本"):
        agree(shop, a_customer(shop), text_version=" ")
