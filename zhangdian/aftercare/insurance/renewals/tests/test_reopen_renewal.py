"""Pressed by mistake, or the customer came back: open again, with a next time."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import DeskWord, Renewal
from zhangdian.aftercare.insurance.renewals.actions import lose_renewal, reopen_renewal, win_renewal
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_renewal,
    renewed,
    talked,
    the_only,
    word,
)


def reopened(shop, **more):
    given = {"why": "客户又回来了", "next_at": shop.now + timedelta(days=1), **more}
    reopen_renewal(shop.renewal_clerk, the_only(shop), **given)
    return the_only(shop)


@pytest.mark.parametrize("spoken", [True, False])
def test_it_stands_where_it_stood_before(shop, spoken):
    renewal = a_renewal(shop)
    if spoken:
        talked(shop, renewal)
    lose_renewal(shop.renewal_clerk, the_only(shop), reason=word(DeskWord.Kind.LOST), detail="说是要卖车了")
    again = reopened(shop)
    assert again.state == (Renewal.State.CONTACTED if spoken else Renewal.State.WAITING)
    assert (again.lost_because, again.lost_detail, again.ended_by) == (None, "", None)


def test_a_won_one_gives_its_policy_back(shop):
    renewal = a_renewal(shop)
    policy = renewed(shop, renewal)
    win_renewal(shop.renewal_clerk, renewal, policy=policy)
    assert reopened(shop).won_policy is None
    win_renewal(shop.renewal_clerk, the_only(shop), policy=policy)


@pytest.mark.parametrize(("wrong", "says"), [({"why": " "}, "为什么"), ({"next_at": 0}, "已经过了")])
def test_with_a_reason_and_a_time_to_come(shop, wrong, says):
    lose_renewal(shop.renewal_clerk, a_renewal(shop), reason=word(DeskWord.Kind.LOST), detail="说是要卖车了")
    if "next_at" in wrong:
        wrong = {"next_at": shop.now}
    with refused(says):
        reopened(shop, **wrong)


def test_what_is_open_is_not_opened_again(shop):
    a_renewal(shop)
    with refused("待联系"):
        reopened(shop)
