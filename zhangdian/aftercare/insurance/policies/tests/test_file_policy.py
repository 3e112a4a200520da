"""The policy's own paper is kept with it on the day on which it was entered (NBI-15)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.policies import actions, desks
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, again
from zhangdian.doors.simulation import visits


@pytest.mark.duty("NBI-15")
def test_it_waits_for_who_entered_it_until_its_paper_is_there(shop):
    policy = a_policy(shop)
    [task] = desks.policies_to_file(shop.renewal_clerk)
    assert task.tone == ""
    assert desks.policies_to_file(shop.fi_manager) == []
    shop.later(days=1)
    assert desks.policies_to_file(shop.renewal_clerk)[0].tone == "late"
    actions.file_policy(shop.renewal_clerk, policy, photos=[visits.a_photo(shop.renewal_clerk)])
    assert again(policy).filed_by == shop.person("renewal_clerk")
    assert desks.policies_to_file(shop.renewal_clerk) == []


def test_without_a_picture_nothing_is_filed(shop):
    with refused("请拍保单"):
        actions.file_policy(shop.renewal_clerk, a_policy(shop), photos=[])


def test_a_second_picture_comes_to_the_first_and_the_hour_stays(shop):
    policy = a_policy(shop)
    actions.file_policy(shop.renewal_clerk, policy, photos=[visits.a_photo(shop.renewal_clerk)])
    at = again(policy).filed_at
    shop.later(minutes=30)
    actions.file_policy(shop.fi_manager, again(policy), photos=[visits.a_photo(shop.fi_manager)])
    assert (again(policy).filed_at, again(policy).filed_by) == (at, shop.person("renewal_clerk"))
