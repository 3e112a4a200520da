"""A month is appraised once, when it is over."""

from datetime import date

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import opened
from zhangdian.management.duties.models import AppraisalMonth


def test_a_month_that_runs_is_not_opened(shop):
    with refused("还没过完"):
        actions.open_month(shop.clock, first=date(2026, 11, 1))


def test_there_is_one_of_each(shop):
    opened(shop)
    with refused("已经出过"):
        actions.open_month(shop.clock, first=date(2026, 11, 1))
    assert AppraisalMonth.objects.count() == 1


@pytest.mark.parametrize("name", ["general_manager", "office_director"])
def test_nobody_but_the_clock_opens_it(shop, name):
    with refused("系统"):
        actions.open_month(getattr(shop, name), first=date(2026, 10, 1))
