"""A few files are drawn by lot; how many is the store's own (RNW-23)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions, desks
from zhangdian.aftercare.insurance.archive.tests.arranging import a_check, a_folder
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper
from zhangdian.aftercare.insurance.standards import CHECKED_A_MONTH
from zhangdian.people.organization.stores.actions import set_store_rate


@pytest.mark.duty("RNW-23")
def test_as_many_are_drawn_as_the_store_says_and_wait_to_be_looked_for(shop):
    set_store_rate(shop.general_manager, key=CHECKED_A_MONTH.key, value=2, unit=CHECKED_A_MONTH.unit)
    check = a_check(with_paper(shop), 4)
    assert (check.left, check.items.values("folder").distinct().count()) == (2, 2)
    assert "2 份" in desks.checks_to_finish(shop.renewal_clerk)[0].title


@pytest.mark.duty("RNW-23")
def test_once_a_month_it_is_asked_for(shop):
    a_folder(with_paper(shop))
    assert len(desks.check_of_the_month(shop.renewal_clerk)) == 1
    actions.draw_spot_check(shop.renewal_clerk)
    assert desks.check_of_the_month(shop.renewal_clerk) == []


def test_no_more_than_there_are_and_one_at_a_time(shop):
    assert a_check(with_paper(shop), 3).left == 3
    with refused("还没查完"):
        actions.draw_spot_check(shop.renewal_clerk)
