"""Who approves is told before an approval runs out, until it goes on or the insurer is no partner."""

from datetime import timedelta

import pytest

from zhangdian.aftercare.insurance.insurers.actions import approve_insurer, change_insurer, withdraw_insurer
from zhangdian.aftercare.insurance.insurers.desks import approvals_running_out
from zhangdian.aftercare.insurance.tests.arranging import another
from zhangdian.people.organization.stores.actions import set_store_rate

SOON, OVER = "蓝屿 的认证快到期", "蓝屿 的认证到期了"


def told(shop):
    return [each.title for each in approvals_running_out(shop.fi_manager) if "蓝屿" in each.title]


@pytest.fixture
def partner(shop):
    """Approved for ten more days."""
    made = another(shop)
    change_insurer(shop.fi_manager, made, partner=True)
    approve_insurer(shop.fi_manager, made, until=shop.today + timedelta(days=10))
    return made


@pytest.mark.duty("RNW-31")
def test_who_approves_is_told_so_many_days_before_and_after_its_end_too(shop, partner):
    assert told(shop) == [SOON]
    set_store_rate(shop.general_manager, key="保险 保险公司认证到期前几天提醒", value=5, unit="天")
    assert told(shop) == []
    shop.later(minutes=5 * 24 * 60)
    assert told(shop) == [SOON]
    shop.later(minutes=6 * 24 * 60)
    assert told(shop) == [OVER]


def test_it_is_due_at_the_end_of_its_last_day(shop, partner):
    [task] = [each for each in approvals_running_out(shop.fi_manager) if "蓝屿" in each.title]
    assert task.due.date() - shop.today == timedelta(days=10)
    assert f"/{partner.pk}" in task.url


def test_one_that_goes_on_is_told_no_more(shop, partner):
    approve_insurer(shop.fi_manager, partner, since=shop.today + timedelta(days=11))
    assert told(shop) == []


def test_another_of_which_the_end_is_near_is_told_by_its_own(shop, partner):
    days = [shop.today + timedelta(days=each) for each in (11, 20)]
    approve_insurer(shop.fi_manager, partner, since=days[0], until=days[1])
    [task] = [each for each in approvals_running_out(shop.fi_manager) if "蓝屿" in each.title]
    assert str(days[1]) in task.remark


def test_one_that_was_withdrawn_or_is_no_partner_is_nobodys_task(shop, partner):
    change_insurer(shop.fi_manager, partner, partner=False)
    assert told(shop) == []
    change_insurer(shop.fi_manager, partner, partner=True)
    assert told(shop) == [SOON]
    withdraw_insurer(shop.fi_manager, partner, why="不再合作")
    assert told(shop) == []
