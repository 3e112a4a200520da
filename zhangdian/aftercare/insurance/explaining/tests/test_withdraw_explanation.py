"""A confirmation of the wrong car, or one that the customer denies, does not count."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.explaining.actions import withdraw_explanation
from zhangdian.aftercare.insurance.models import Explanation
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy, told


def test_it_is_kept_with_its_reason_and_stays_with_the_policy(shop):
    policy = a_policy(shop)
    withdraw_explanation(shop.fi_manager, policy.explanation, why="客户说没讲过")
    found = Explanation.objects.get()
    assert (found.withdrawn_at, found.withdrawn_why) == (shop.now, "客户说没讲过")
    assert policy.explanation == found
    with refused("已经作废"):
        withdraw_explanation(shop.fi_manager, found, why="记错了车")


def test_it_says_why(shop):
    with refused("作废要写原因"):
        withdraw_explanation(shop.fi_manager, told(shop, a_car(shop)), why="")
