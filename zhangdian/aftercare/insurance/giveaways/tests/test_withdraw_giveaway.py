"""What is not given after all costs nothing any more; another is asked for anew."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import commissions, figures
from zhangdian.aftercare.insurance.giveaways.actions import withdraw_giveaway
from zhangdian.aftercare.insurance.giveaways.tests.arranging import (
    a_quote_of_three_thousand,
    again,
    issued,
    signed,
)
from zhangdian.aftercare.insurance.models import Giveaway
from zhangdian.aftercare.insurance.tests.arranging import insurer


def test_another_is_asked_for_in_its_place(shop):
    quote = a_quote_of_three_thousand(shop)
    found = signed(shop, quote)
    with refused("为什么撤回"):
        withdraw_giveaway(shop.renewal_clerk, found, why=" ")
    withdraw_giveaway(shop.renewal_clerk, found, why="写错了")
    assert again(found).state == Giveaway.State.WITHDRAWN
    second = signed(shop, quote, amount=Decimal(100))
    policy = issued(shop, quote)
    assert (again(second).policy, again(found).policy) == (policy, None)


def test_after_the_policy_only_the_manager_takes_it_back_and_it_costs_nothing(shop):
    quote = a_quote_of_three_thousand(shop)
    found = signed(shop, quote)
    issued(shop, quote)
    with refused("由金融保险经理撤回"):
        withdraw_giveaway(shop.renewal_clerk, again(found), why="客户不要了")
    withdraw_giveaway(shop.fi_manager, again(found), why="客户不要了")
    due = commissions.expected_of(shop.clock, shop.today, shop.today)[insurer().pk]
    assert due.given == 0
    assert figures.commission_given_away(shop.clock, shop.today, shop.today).value == 0
    with refused("已撤回"):
        withdraw_giveaway(shop.fi_manager, again(found), why="客户不要了")
