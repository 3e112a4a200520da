"""Another one types it once more from the paper: what differs is named, never shown."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import terms
from zhangdian.aftercare.insurance.models import Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import desks
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, again, checked, unnamed


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


@pytest.mark.duty("NBI-02", "NBI-05")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"damage": Decimal("86000.01")}, "车损险保额"),
        ({"third_party": Decimal(1_000_000)}, "三者险保额"),
        ({"third_party": None}, "三者险保额"),
        ({"covers": 3}, "险种个数"),
        ({"covers": None}, "险种个数"),
    ],
)
def test_its_sums_and_how_many_covers_it_has_are_read_by_both(shop, wrong, says):
    policy = a_policy(shop)
    with refused(f"和录入的不一样：{says}。请两人"):
        checked(shop, policy, **wrong)
    assert again(policy).state == Policy.State.ENTERED


def test_the_form_asks_them_of_a_commercial_policy_and_shows_none(shop):
    policy = a_policy(shop)
    page = browser_of(shop.fi_manager).get(f"/act/insurance.check_policy/{policy.pk}").content.decode()
    assert "三者险保额" in page
    assert "86000" not in page
    assert "2000000" not in page
    other = a_policy(shop, car=policy.vehicle, line=PolicyLine.COMPULSORY, number="PDZA1234567")
    page = browser_of(shop.fi_manager).get(f"/act/insurance.check_policy/{other.pk}").content.decode()
    assert "三者险保额" not in page


def test_the_third_party_sum_is_typed_in_ten_thousands(shop):
    policy = a_policy(shop)
    sent = {
        "number": policy.number, "premium": "3000", "starts_on": shop.today + timedelta(days=1),
        "last_day": terms.last_day_of(policy.ends_at), "vin_tail": policy.vehicle.vin[-6:],
        "damage": "86,000", "third_party": "200", "covers": "2",
    }  # fmt: skip
    browser_of(shop.fi_manager).post(f"/act/insurance.check_policy/{policy.pk}", sent)
    assert again(policy).state == Policy.State.CHECKED


def test_an_old_policy_that_names_none_is_checked_by_the_rest(shop):
    policy = checked(shop, unnamed(a_policy(shop)))
    assert policy.state == Policy.State.CHECKED
