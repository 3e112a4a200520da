"""To begin anew it is closed and another one opened; what was practised stays where it is."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import practice
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.practising import actions
from zhangdian.people.organization.practising.tests.arranging import furnished, practising


@pytest.mark.duty("RNW-27")
def test_nobody_is_in_it_any_more_and_a_fresh_one_may_be_opened(shop):
    old = furnished(shop)
    there = practising(shop, "renewal_clerk")
    actions.close_practice_store(shop.general_manager)
    with pytest.raises(Refusal):
        there.read_standing(shop.now)
    with refused("没有练习店", "总经理"):
        actions.enter_practice_store(shop.renewal_clerk)
    furnished(shop)
    fresh = practising(shop, "renewal_clerk")
    assert fresh.store_id != old.pk
    assert Person.objects.filter(practice_of=shop.renewal_clerk.person_id).count() == 2


def test_where_there_is_none_there_is_nothing_to_close(shop):
    with refused("没有练习店"):
        actions.close_practice_store(shop.general_manager)
    assert practice.standing(shop.store_id) is None
