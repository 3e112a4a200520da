"""What was said of a cover elsewhere was wrong: its day is put right; an own policy tells its own."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.renewals.actions import correct_expiry
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_renewal,
    elsewhere_until,
    in_two_months,
    the_only,
)


def test_the_right_day_holds(shop):
    renewal = elsewhere_until(shop, in_two_months(shop, 9))
    correct_expiry(shop.renewal_clerk, renewal, last_day=in_two_months(shop, 4), why="看了保单")
    assert the_only(shop).expires_on == in_two_months(shop, 4)


def test_not_of_an_own_policy(shop):
    with refused("照保单"):
        correct_expiry(shop.renewal_clerk, a_renewal(shop), last_day=in_two_months(shop, 4), why="看了保单")


@pytest.mark.parametrize(("days", "why", "says"), [(3, " ", "怎么知道的"), (900, "客户说的", "太远")])
def test_not_without_a_source_not_far_away(shop, days, why, says):
    renewal = elsewhere_until(shop, in_two_months(shop, 9))
    with refused(says):
        correct_expiry(shop.renewal_clerk, renewal, last_day=shop.today + timedelta(days=days), why=why)
