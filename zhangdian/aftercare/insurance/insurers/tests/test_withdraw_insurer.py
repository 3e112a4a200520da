"""A withdrawal ends an approval today, says why, and leaves what was."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.insurers.actions import approve_insurer, withdraw_insurer
from zhangdian.aftercare.insurance.tests.arranging import another, insurer


@pytest.mark.duty("RNW-31")
def test_from_today_it_is_sold_no_more(shop):
    found = insurer("AH")
    yesterday = shop.today - timedelta(days=1)
    withdraw_insurer(shop.fi_manager, found, why="理赔慢、投诉多")
    assert found not in queries.approved_insurers(shop.fi_manager, shop.today)
    assert found in queries.approved_insurers(shop.fi_manager, yesterday)
    assert found.approvals.get().withdrawn_why == "理赔慢、投诉多"


def test_one_that_was_to_begin_later_falls_too(shop):
    made = another(shop)
    later = shop.today + timedelta(days=30)
    approve_insurer(shop.fi_manager, made, since=later)
    withdraw_insurer(shop.fi_manager, made, why="总部要求")
    assert made not in queries.approved_insurers(shop.fi_manager, later)


def test_it_says_why(shop):
    with refused("要写原因"):
        withdraw_insurer(shop.fi_manager, insurer(), why=" ")


def test_what_is_not_approved_cannot_be_withdrawn(shop):
    with refused("没有可撤销的"):
        withdraw_insurer(shop.fi_manager, insurer("QM"), why="总部要求")
