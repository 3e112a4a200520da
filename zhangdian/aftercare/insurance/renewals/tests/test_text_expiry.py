"""Two months ahead one short message, to who agreed to it, also after days without a clock."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Renewal
from zhangdian.aftercare.insurance.renewals import contact
from zhangdian.aftercare.insurance.renewals.actions import text_expiry
from zhangdian.aftercare.insurance.renewals.jobs import text_expiries_of
from zhangdian.aftercare.insurance.renewals.tests.arranging import agreed, owned, silent, the_only
from zhangdian.foundation.kernel import clock
from zhangdian.people.messaging.models import Message


def told():
    return Message.objects.filter(occasion="insurance.expiry")


@pytest.mark.duty("RNW-33")
def test_exactly_one_however_late_and_however_often_the_clock_looks(shop):
    renewal = owned(shop)
    agreed(shop, renewal.customer)
    ahead = renewal.expires_on - relativedelta(months=2)
    if shop.today < ahead:
        text_expiries_of(shop.clock)
        assert not told().exists()
    shop.at(clock.day_bounds(max(ahead, shop.today) + relativedelta(days=3))[0] + relativedelta(hours=10))
    for _ in range(2):
        text_expiries_of(shop.clock)
    message = told().get()
    assert f"{renewal.expires_on.month}月{renewal.expires_on.day}日 到期" in message.text
    assert the_only(shop).told_at == shop.now


@pytest.mark.duty("RNW-33")
@pytest.mark.parametrize(
    ("today", "ends", "due"),
    [
        (date(2026, 6, 29), date(2026, 8, 31), False),
        (date(2026, 6, 30), date(2026, 8, 31), True),
        (date(2026, 12, 31), date(2027, 2, 28), True),
        (date(2026, 12, 27), date(2027, 2, 28), False),
    ],
)
def test_two_calendar_months_ahead(today, ends, due):
    assert (ends <= contact.two_months_after(today)) is due


def test_without_consent_or_after_a_no_nothing_is_sent(shop):
    silent(shop)
    shop.at(shop.now + relativedelta(months=2))
    text_expiries_of(shop.clock)
    assert not told().exists()
    with refused("没有同意用短信"):
        text_expiry(shop.renewal_clerk, the_only(shop))


def test_by_hand_once(shop):
    renewal = owned(shop)
    agreed(shop, renewal.customer)
    text_expiry(shop.renewal_clerk, renewal)
    with refused("已经发过"):
        text_expiry(shop.renewal_clerk, the_only(shop))
    assert Renewal.objects.get().state == Renewal.State.WAITING
