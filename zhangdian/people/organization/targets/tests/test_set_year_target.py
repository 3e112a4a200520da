"""定全年目标: the months add up to the year."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Target
from zhangdian.people.organization.targets.actions import MonthGoal, set_year_target
from zhangdian.people.organization.targets.tests.arranging import CARS, PROMISE


def year(shop, figure, value, *months, **how):
    rows = [MonthGoal(number, Decimal(each)) for number, each in enumerate(months, 1)]
    next_year = shop.today.year + 1
    set_year_target(
        shop.general_manager, figure=figure, year=next_year, value=Decimal(value), rows=rows, **how
    )


@pytest.mark.duty("GM-09")
def test_a_split_below_the_years_number_is_refused_with_the_gap(shop):
    with refused("还差 24 台，请补上"):
        year(shop, CARS, 1200, *[98] * 12)
    year(shop, CARS, 1200, *[100] * 12)
    months = Target.objects.filter(span=goals.MONTH, figure=CARS)
    assert sum(months.values_list("value", flat=True)) == 1200
    assert Target.objects.get(span=goals.YEAR).value == 1200


def test_months_of_a_ratio_are_all_alike(shop):
    with refused("是比率，不分摊"):
        year(shop, PROMISE, 92, *[92] * 11, 90)
    year(shop, PROMISE, 92, *[92] * 12)


def test_a_changed_year_says_why(shop):
    year(shop, CARS, 1200, *[100] * 12)
    with refused("要改请写原因"):
        year(shop, CARS, 1300, *[100] * 11, 200)
    year(shop, CARS, 1300, *[100] * 11, 200, reason="年末促销")
    assert Target.objects.filter(edition=2).count() == 2


def test_months_that_are_over_keep_what_they_had(shop):
    with refused("已经过去"):
        set_year_target(
            shop.general_manager,
            figure=CARS,
            year=shop.today.year,
            value=Decimal(100),
            rows=[MonthGoal(1, Decimal(100))],
        )


@pytest.mark.parametrize("years", [-1, 3])
def test_a_year_is_this_one_or_the_next_two(shop, years):
    with refused("全年目标从"):
        set_year_target(
            shop.general_manager, figure=CARS, year=shop.today.year + years, value=Decimal(1), rows=[]
        )


def test_there_are_twelve_months(shop):
    with refused("月份是 1 到 12"):
        set_year_target(
            shop.general_manager,
            figure=CARS,
            year=shop.today.year + 1,
            value=Decimal(1),
            rows=[MonthGoal(13, Decimal(1))],
        )
