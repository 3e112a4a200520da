"""A store names its hours; changed from a day on, what was before stays."""

from datetime import time

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.hours import Hours, shifts_on
from zhangdian.people.organization.models import Shift
from zhangdian.people.organization.rostering.actions import set_shift
from zhangdian.people.organization.rostering.tests.arranging import (
    Kind,
    a_day_he_works,
    a_shift,
    in_days,
    planned,
    weekly,
)


def test_from_a_day_on_it_has_other_hours_and_before_the_old_ones(shop):
    early = a_shift(shop)
    weekly(shop, "service_advisor", early)
    a_shift(shop, "早班", "08:00", "17:00", since=in_days(shop, 5))
    hours = Hours(shop.office_director, shop.today, in_days(shop, 9))
    person = shop.person("service_advisor").pk
    assert hours.on(person, in_days(shop, 4)).shift.starts == time(8, 30)
    assert hours.on(person, in_days(shop, 5)).shift.starts == time(8)


def test_set_twice_on_a_day_the_last_word_holds(shop):
    a_shift(shop)
    a_shift(shop, "早班", "08:45", "17:45")
    assert [each.hours for each in shifts_on(shop.office_director, shop.today)] == ["8:45–17:45"]


def test_over_midnight_it_belongs_to_the_day_on_which_it_begins(shop):
    night = a_shift(shop, "夜间救援", "17:30", "08:30", Kind.STANDBY)
    assert (night.overnight, night.hours) == (True, "17:30–次日 8:30")
    assert night.length.total_seconds() == 15 * 3600


def test_who_is_laid_out_for_it_keeps_it_from_being_stopped(shop):
    early = a_shift(shop)
    day = a_day_he_works(shop, "service_advisor")
    planned(shop, "service_advisor", day, shift=early)
    with refused("请先改排"):
        a_shift(shop, stands=False)
    planned(shop, "service_advisor", day, "week")
    weekly(shop, "service_advisor", early)
    with refused("请先改他们的一周班次"):
        a_shift(shop, stands=False)
    weekly(shop, "service_advisor", None)
    a_shift(shop, stands=False)
    assert shifts_on(shop.office_director, shop.today) == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": " "}, "请写班次的名称"),
        ({"kind": Kind.STANDBY}, "已经是班次"),
        ({"name": "晚班", "stands": False}, "不用停用"),
        ({"name": "一批", "kind": Kind.LUNCH, "ends": time(8)}, "晚于开始"),
        ({"ends": time(8, 30)}, "不能是同一时刻"),
    ],
)
def test_hours_that_make_no_sense(shop, given, why):
    a_shift(shop)
    with refused(why):
        set_shift(
            shop.office_director,
            **{"name": "早班", "kind": Kind.WORK, "starts": time(8, 30), "ends": time(17, 30), **given},
        )
    assert Shift.objects.count() == 1


def test_not_for_days_that_have_passed(shop):
    with refused("从今天起"):
        a_shift(shop, since=in_days(shop, -1))
