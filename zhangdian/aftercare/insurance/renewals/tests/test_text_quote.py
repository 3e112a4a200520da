"""A quote by short message: whose sum, to who agreed, and a call within three days."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.insurers.actions import withdraw_insurer
from zhangdian.aftercare.insurance.models import DeskWord, Intention, QuoteSent, Renewal
from zhangdian.aftercare.insurance.renewals.actions import lose_renewal, text_quote
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_binding_quote,
    agreed,
    owned,
    talked,
    the_car,
    the_only,
    word,
)
from zhangdian.aftercare.insurance.standards import CALL_AFTER_QUOTE
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.aftercare.insurance.trials.actions import void_quote
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.management.duties.watching.jobs import keep_store
from zhangdian.people.messaging.models import Message
from zhangdian.people.organization.stores.actions import set_store_rate


@pytest.fixture
def renewal(shop):
    found = owned(shop)
    agreed(shop, found.customer)
    return found


@pytest.mark.duty("RNW-08")
def test_one_message_with_the_same_total_and_the_quote_shows_that_it_went(shop, renewal):
    quote = a_binding_quote(shop, renewal.vehicle)
    text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer())
    sent = QuoteSent.objects.get()
    message = Message.objects.get(pk=sent.message_id or 0)
    assert (sent.total, sent.binding) == (Decimal("4200.00"), True)
    assert "安禾 报价合计 4,200.00 元" in message.text
    assert message.customer_id == renewal.customer_id
    for url in (reverse("insurance:quote", args=[quote.pk]), reverse("insurance:renewal", args=[renewal.pk])):
        page = said(look(shop.renewal_clerk, url))
        assert "4,200.00" in page
        assert "短信待发" in page
    assert the_only(shop).state == Renewal.State.QUOTED
    with refused("已经发过短信"):
        text_quote(shop.renewal_clerk, the_only(shop), quote=quote, insurer=insurer())


@pytest.mark.duty("RNW-08")
def test_without_his_consent_nothing_is_sent_and_it_says_where_to_give_it(shop):
    renewal = owned(shop)
    with refused("没有同意用短信"):
        text_quote(
            shop.renewal_clerk, renewal, quote=a_binding_quote(shop, renewal.vehicle), insurer=insurer()
        )
    assert not Message.objects.filter(occasion="insurance.quote").exists()


def test_an_unproved_example_is_told_to_nobody(shop, renewal):
    with refused("没核对过的示例"):
        text_quote(shop.renewal_clerk, renewal, quote=a_quote(shop, car=renewal.vehicle), insurer=insurer())


def test_not_another_cars_not_one_that_is_void_not_of_who_is_not_in_it(shop, renewal):
    other = a_binding_quote(shop, the_car(shop, 7))
    with refused("不是这台车的报价"):
        text_quote(shop.renewal_clerk, renewal, quote=other, insurer=insurer())
    quote = a_binding_quote(shop, renewal.vehicle)
    with refused("这份报价里没有"):
        text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer("ZA"))
    void_quote(shop.renewal_clerk, quote, why="客户改了险种")
    quote.refresh_from_db()
    with refused("作废或过期"):
        text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer())


@pytest.mark.duty("RNW-31")
def test_not_of_an_insurer_whose_approval_ended(shop, renewal):
    quote = a_binding_quote(shop, renewal.vehicle)
    withdraw_insurer(shop.fi_manager, insurer(), why="合作到期")
    with refused("没有本店认证"):
        text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer())


@pytest.mark.duty("RNW-10")
def test_afterwards_a_talk_asks_for_his_intention(shop, renewal):
    quote = a_binding_quote(shop, renewal.vehicle)
    text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer())
    with refused("客户的意向"):
        talked(shop, the_only(shop))
    talked(shop, the_only(shop), intention=Intention.LIKELY)
    assert "很可能" in said(look(shop.renewal_clerk, reverse("insurance:renewals")))


def sent(shop, renewal):
    with_duties(shop)
    text_quote(shop.renewal_clerk, renewal, quote=a_binding_quote(shop, renewal.vehicle), insurer=insurer())
    keep_store(shop.clock)
    return DueItem.objects.get(code="RNW-09")


@pytest.mark.duty("RNW-09")
def test_a_call_is_due_by_the_end_of_the_third_day_and_only_a_call_ends_it(shop, renewal):
    item = sent(shop, renewal)
    assert item.person_id == shop.renewal_clerk.person_id
    assert item.due_at - timedelta(days=3) > shop.now.replace(hour=0)
    assert item.due_at - timedelta(days=4) <= shop.now
    assert the_only(shop).next_at <= item.due_at
    shop.later(days=2)
    talked(shop, the_only(shop), intention=Intention.OPEN)
    shop.later(minutes=5)
    keep_store(shop.clock)
    item.refresh_from_db()
    assert item.done_at is not None
    assert item.done_at < item.due_at


def test_a_store_that_calls_the_day_after_a_quote_is_reminded_the_day_after(shop, renewal):
    set_store_rate(shop.general_manager, key=CALL_AFTER_QUOTE.key, value=Decimal(1))
    quote = a_binding_quote(shop, renewal.vehicle)
    text_quote(shop.renewal_clerk, renewal, quote=quote, insurer=insurer())
    assert clock.day(the_only(shop).next_at) == shop.today + timedelta(days=1)


@pytest.mark.duty("RNW-09")
def test_what_is_lost_needs_no_further_call(shop, renewal):
    item = sent(shop, renewal)
    lose_renewal(
        shop.renewal_clerk, the_only(shop), reason=word(DeskWord.Kind.LOST), detail="电销比我们少三百八"
    )
    shop.later(minutes=5)
    keep_store(shop.clock)
    item.refresh_from_db()
    assert item.excused == DueItem.Excused.NOT_APPLICABLE
