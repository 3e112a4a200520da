"""The rate is confirmed when each difference has its reason (RNW-30)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.insured import actions
from zhangdian.aftercare.insurance.insured.tests.arranging import (
    again,
    delivered,
    drawn_up,
    explained,
    gaps_of,
    insured,
    listed,
    on_file,
    told,
    two_apart,
)
from zhangdian.aftercare.insurance.models import RateCheck


@pytest.mark.duty("RNW-30")
def test_it_is_refused_until_each_car_has_a_reason(shop):
    check = two_apart(shop)
    with refused("还有 2 台车没写差异原因"):
        actions.confirm_rate_check(shop.renewal_clerk, check)
    actions.explain_rate_gap(shop.renewal_clerk, gaps_of(check)[0], why="清单还没出到这张")
    with refused("还有 1 台车"):
        actions.confirm_rate_check(shop.renewal_clerk, again(check))
    actions.confirm_rate_check(shop.renewal_clerk, explained(shop, check), remark="差两台")
    done = again(check)
    assert (done.state, done.confirmed_by_id) == (RateCheck.State.CONFIRMED, shop.renewal_clerk.person_id)


def test_what_has_changed_since_is_compared_anew_first(shop):
    check = explained(shop, two_apart(shop))
    insured(shop, 5)
    with refused("请先“重新比对”"):
        actions.confirm_rate_check(shop.renewal_clerk, check)


@pytest.mark.duty("RNW-30")
def test_a_car_without_a_file_wants_its_reason_too(shop):
    car = delivered(shop, 1)
    listed(shop, told(shop, car))
    check = drawn_up(shop)
    with refused("还有 1 台车没写差异原因"):
        actions.confirm_rate_check(shop.renewal_clerk, check)
    explained(shop, check)
    on_file(shop, car)
    with refused("请先“重新比对”"):
        actions.confirm_rate_check(shop.renewal_clerk, again(check))
    actions.redraw_rate_check(shop.renewal_clerk, again(check))
    actions.confirm_rate_check(shop.renewal_clerk, again(check))
