"""An error of entering is named, counted against who entered, and the policy is checked anew."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import terms
from zhangdian.aftercare.insurance.models import Endorsement, EntryError, Policy
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.check import net_premium_is_the_sum_of_its_rows
from zhangdian.aftercare.insurance.policies.tests.arranging import (
    a_car,
    a_policy,
    again,
    checked,
    endorsed_covers,
)

TYPED = EntryError.Cause.TYPED


@pytest.mark.duty("NBI-06")
def test_the_enterer_answers_for_it_and_it_is_checked_once_more(shop):
    policy = checked(shop)
    actions.correct_policy(shop.fi_manager, policy, cause=TYPED, premium=Decimal("3100.00"), cost=Decimal(50))
    [error] = EntryError.objects.all()
    assert (error.by, error.found_by) == (shop.person("renewal_clerk"), shop.person("fi_manager"))
    assert (error.what, error.cost) == ("保费录错", 50)
    policy = again(policy)
    assert (policy.state, policy.net_premium, policy.checked_by) == (Policy.State.ENTERED, 3100, None)
    assert list(net_premium_is_the_sum_of_its_rows(shop.store)) == []


def test_nothing_changed_is_no_correction(shop):
    with refused("没有改动"):
        actions.correct_policy(shop.fi_manager, checked(shop), cause=TYPED, premium=Decimal("3000.00"))


def test_a_premium_that_the_insurer_has_changed_since_is_not_typed_over(shop):
    policy = checked(shop)
    actions.endorse_policy(
        shop.renewal_clerk, policy, kind=Endorsement.Kind.COVERS, effective_on=shop.today,
        what="减车损险", number="PD0000001", premium=Decimal(300),
        covers=endorsed_covers(policy, but="VEHICLE_DAMAGE"),
    )  # fmt: skip
    with refused("已有批单"):
        actions.correct_policy(shop.fi_manager, again(policy), cause=TYPED, premium=Decimal(1))


def test_corrected_dates_must_not_meet_another_policy(shop):
    car = a_car(shop)
    first = a_policy(shop, car=car)
    after = terms.last_day_of(first.ends_at).replace(year=first.ends_at.year + 1)
    second = a_policy(shop, car=car, number="PDAA77777", starts_on=after)
    with refused("重复"):
        actions.correct_policy(shop.fi_manager, second, cause=TYPED, starts_on=shop.today)
