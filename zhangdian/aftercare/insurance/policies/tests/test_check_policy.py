"""Another one types it once more from the paper: what differs is named, never shown."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies import desks
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, again, checked


@pytest.mark.duty("NBI-05")
def test_what_both_typed_alike_is_checked(shop):
    policy = checked(shop)
    assert (policy.state, policy.checked_by) == (Policy.State.CHECKED, shop.person("fi_manager"))


@pytest.mark.duty("NBI-05")
def test_what_differs_is_named_and_nothing_is_checked(shop):
    policy = a_policy(shop)
    with refused("和录入的不一样：保费、车架号后 6 位"):
        checked(shop, policy, premium=Decimal("3000.01"), vin_tail="000000")
    assert again(policy).state == Policy.State.ENTERED


def test_who_entered_it_does_not_check_it(shop):
    policy = a_policy(shop, shop.fi_manager)
    with refused("请另一位专员或经理来复核"):
        checked(shop, policy)


def test_it_waits_for_the_others_and_not_for_him(shop):
    policy = a_policy(shop)
    assert [task.verb for task in desks.policies_to_check(shop.fi_manager)] == ["复核"]
    assert desks.policies_to_check(shop.renewal_clerk) == []
    checked(shop, policy)
    assert desks.policies_to_check(shop.fi_manager) == []
