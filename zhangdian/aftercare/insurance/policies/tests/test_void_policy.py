"""Entered for the wrong car: it never was, its number is free again."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy, again, checked


def test_its_number_is_free_again(shop):
    policy = a_policy(shop)
    actions.void_policy(shop.renewal_clerk, policy, why="录错了车")
    assert again(policy).state == Policy.State.VOID
    a_policy(shop, car=a_car(shop, 2))


def test_it_says_why(shop):
    with refused("写原因"):
        actions.void_policy(shop.renewal_clerk, a_policy(shop), why=" ")


def test_what_was_checked_is_not_taken_off_the_books(shop):
    with refused("已复核"):
        actions.void_policy(shop.renewal_clerk, checked(shop), why="录错了车")
