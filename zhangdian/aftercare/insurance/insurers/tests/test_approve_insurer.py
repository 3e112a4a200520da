"""An approval holds from a day until a day, and two never meet."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.insurers.actions import approve_insurer, withdraw_insurer
from zhangdian.aftercare.insurance.tests.arranging import another, insurer


def days(shop, *steps):
    return [shop.today + timedelta(days=step) for step in steps]


@pytest.mark.duty("RNW-31")
def test_it_may_be_quoted_from_its_first_day_to_its_last(shop):
    made = another(shop)
    first, last, before, after = days(shop, 3, 10, 2, 11)
    approve_insurer(shop.fi_manager, made, since=first, until=last, basis="合作协议 2026-08")
    in_force = [
        made in queries.approved_insurers(shop.fi_manager, day) for day in (before, first, last, after)
    ]
    assert in_force == [False, True, True, False]


@pytest.mark.duty("RNW-31")
def test_what_the_store_has_not_approved_is_refused_and_the_approved_are_listed(shop):
    with refused("青漠 没有本店认证", "安禾", "九峦"):
        queries.refuse_unapproved(shop.renewal_clerk, [insurer("AH"), insurer("QM")], shop.today)
    queries.refuse_unapproved(shop.renewal_clerk, [insurer("AH")], shop.today)


def test_without_a_day_it_holds_from_today_for_good(shop):
    made = another(shop)
    approve_insurer(shop.fi_manager, made)
    assert made in queries.approved_insurers(shop.fi_manager, shop.today + timedelta(days=4000))


@pytest.mark.parametrize(("since", "until"), [(0, None), (5, 6), (10, 20), (-5, 0)])
def test_two_approvals_have_no_day_in_common(shop, since, until):
    made = another(shop)
    first, last = days(shop, 0, 10)
    approve_insurer(shop.fi_manager, made, since=first, until=last)
    begins, ends = days(shop, since, until or 0)
    with refused("已有一次认证"):
        approve_insurer(shop.fi_manager, made, since=begins, until=None if until is None else ends)


def test_the_next_begins_the_day_after(shop):
    made = another(shop)
    first, last, next_day = days(shop, 0, 10, 11)
    approve_insurer(shop.fi_manager, made, since=first, until=last)
    approve_insurer(shop.fi_manager, made, since=next_day)
    assert made.approvals.count() == 2


def test_a_withdrawn_one_is_followed_on_the_same_day(shop):
    found = insurer("AH")
    withdraw_insurer(shop.fi_manager, found, why="合作到期不再续")
    approve_insurer(shop.fi_manager, found)
    assert found in queries.approved_insurers(shop.fi_manager, shop.today)


def test_it_does_not_end_before_it_begins(shop):
    first, last = days(shop, 5, 4)
    with refused("早于起始日"):
        approve_insurer(shop.fi_manager, another(shop), since=first, until=last)
