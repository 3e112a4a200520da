"""In the morning he has looked through whom he calls today, once a day."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.aftercare.insurance.models import PreparedDay
from zhangdian.aftercare.insurance.renewals.actions import prepare_day
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_renewal
from zhangdian.aftercare.insurance.tests.arranging import a_quote


@pytest.mark.duty("RNW-37", "RNW-38")
def test_it_says_when_how_many_and_how_many_have_no_quote(shop):
    renewal = a_renewal(shop)
    shop.at(renewal.next_at)
    with asked("insurance.the_day_s_quotes_are_ready", "还有 1 台"):
        prepare_day(shop.renewal_clerk)
    prepare_day(shop.renewal_clerk, because={"insurance.the_day_s_quotes_are_ready": "客户不要报价"})
    day = PreparedDay.objects.get()
    assert (day.person_id, day.at, day.calls, day.unquoted) == (
        shop.renewal_clerk.person_id, shop.now, 1, 1
    )  # fmt: skip
    shop.later(days=1)
    a_quote(shop, car=renewal.vehicle)
    prepare_day(shop.renewal_clerk)
    assert PreparedDay.objects.latest("day").unquoted == 0


def test_once_a_day(shop):
    prepare_day(shop.renewal_clerk)
    with refused("已经备好了"):
        prepare_day(shop.renewal_clerk)
