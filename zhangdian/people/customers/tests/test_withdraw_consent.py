"""Withdrawing is as easy as giving."""

import pytest

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import consents
from zhangdian.people.customers.actions import withdraw_consent
from zhangdian.people.customers.models import Consent
from zhangdian.people.customers.tests.arrange import a_customer
from zhangdian.people.customers.tests.test_give_consent import ANY, CALL, MARKETING, SMS, agree


def test_a_no_to_one_channel_ends_a_word_for_all(shop):
    customer = a_customer(shop)
    agree(shop, customer, channel=ANY)
    withdraw_consent(shop.guard, customer, purpose=MARKETING, channel=SMS, means=Means.PHONE)
    assert not consents.agreed(shop.marketing_specialist, customer, MARKETING, SMS)
    assert not consents.agreed(shop.marketing_specialist, customer, MARKETING, CALL)
    assert customer.consents.get().withdrawn_by == Means.PHONE


def test_what_was_never_given_cannot_be_withdrawn(shop):
    with pytest.raises(Refusal, match="没有"):
        withdraw_consent(
            shop.customer_care,
            a_customer(shop),
            purpose=Consent.Purpose.RENEWAL,
            channel=ANY,
            means=Means.PHONE,
        )
