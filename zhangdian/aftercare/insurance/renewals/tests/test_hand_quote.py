"""A proposal that went by another way than a short message: where to, and three days run (RNW-41, RNW-08)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import QuoteSent, Renewal
from zhangdian.aftercare.insurance.renewals.actions import hand_quote
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_binding_quote, owned, silent, the_only
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer

By = QuoteSent.By


@pytest.mark.duty("RNW-41", "RNW-08")
def test_it_says_where_it_went_and_is_followed_within_three_days(shop):
    renewal = owned(shop)
    quote = a_binding_quote(shop, renewal.vehicle)
    with refused("发到哪里"):
        hand_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer(), way=By.EMAIL)
    hand_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer(), way=By.EMAIL, to="wu@example.com")
    sent = QuoteSent.objects.get()
    assert (sent.total, sent.message_id, sent.to) == (Decimal("4200.00"), None, "wu@example.com")
    renewal = the_only(shop)
    assert renewal.state == Renewal.State.QUOTED
    assert renewal.next_at.date() <= shop.today + timedelta(days=3)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    assert "邮件" in page
    assert "4,200.00" in page


def test_a_short_message_is_sent_by_the_house(shop):
    renewal = owned(shop)
    quote = a_binding_quote(shop, renewal.vehicle)
    with refused("短信由系统发"):
        hand_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer(), way=By.SMS)


def test_an_unproved_example_is_handed_to_nobody(shop):
    renewal = owned(shop)
    quote = a_quote(shop, car=renewal.vehicle)
    with refused("没核对过的示例"):
        hand_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer(), way=By.PAPER)


def test_who_wants_no_contact_gets_it_over_the_counter_only(shop):
    renewal = silent(shop)
    quote = a_binding_quote(shop, renewal.vehicle)
    with refused("不要再联系"):
        hand_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer(), way=By.WECOM)
    hand_quote(shop.renewal_clerk, the_only(shop), quote=quote, insurer=insurer(), way=By.PAPER)
