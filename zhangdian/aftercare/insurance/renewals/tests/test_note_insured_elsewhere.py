"""Until when a car is insured elsewhere: whoever learns it writes it down, the last word holds."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.aftercare.insurance.renewals.actions import note_insured_elsewhere
from zhangdian.aftercare.insurance.renewals.tests.arranging import in_two_months, the_car
from zhangdian.foundation.kernel.refusals import Refusal


def test_the_last_word_holds_and_stands_on_the_car(shop):
    car = the_car(shop)
    note_insured_elsewhere(shop.service_advisor, car, last_day=in_two_months(shop, 3))
    note_insured_elsewhere(
        shop.renewal_clerk, car, last_day=in_two_months(shop, 5), insurer=" 电销 ", premium=Decimal(3150)
    )
    noted = queries.last_elsewhere(shop.clock, car)
    assert (noted.last_day, noted.insurer, noted.premium) == (in_two_months(shop, 5), "电销", Decimal(3150))
    page = said(look(shop.service_advisor, reverse("customers:vehicle", args=[car.pk])))
    assert "电销 保到" in page


def test_not_where_the_store_insures_it_itself(shop):
    policy = a_policy(shop)
    with refused(f"在本店有{policy}"):
        note_insured_elsewhere(shop.service_advisor, policy.vehicle, last_day=in_two_months(shop, 3))


@pytest.mark.parametrize("days", [-800, 800])
def test_a_day_far_away_is_a_slip(shop, days):
    with refused("核对年份"):
        note_insured_elsewhere(
            shop.service_advisor, the_car(shop), last_day=shop.today + timedelta(days=days)
        )


def test_a_premium_of_nothing_is_refused(shop):
    with pytest.raises(Refusal, match="不知道就空着"):
        note_insured_elsewhere(
            shop.service_advisor, the_car(shop), last_day=in_two_months(shop, 3), premium=Decimal(0)
        )
