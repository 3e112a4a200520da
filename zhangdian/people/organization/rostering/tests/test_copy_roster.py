"""The week before, or the month before, laid out again, weekday for weekday."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.models import RosterDay
from zhangdian.people.organization.roles import Department
from zhangdian.people.organization.rostering.actions import Reach, copy_roster, days_of, pairs
from zhangdian.people.organization.rostering.tests.arranging import WHY, a_shift, in_days, planned
from zhangdian.people.organization.rosters import monday_of

WEEK = timedelta(days=7)


@pytest.fixture
def monday(shop):
    """The next week, of which something is laid out."""
    return monday_of(shop.today) + WEEK


def works(shop, monday, who="technician"):
    return next(
        monday + timedelta(days=n)
        for n in range(7)
        if (monday + timedelta(days=n)).weekday() != shop.person(who).rest_weekday
    )


def rows_of(week):
    rows = RosterDay.objects.filter(day__gte=week, day__lt=week + WEEK).order_by("day", "person")
    return [(each.person_id, each.day.weekday(), each.rests, each.shift_id) for each in rows]


def test_the_week_after_is_as_the_week_before(shop, monday):
    early, day = a_shift(shop), works(shop, monday)
    planned(shop, "technician", day, shift=early)
    planned(shop, "service_advisor", works(shop, monday, "service_advisor"), "rest")
    copy_roster(shop.office_director, target=monday + WEEK, because=WHY)
    assert rows_of(monday + WEEK) == rows_of(monday)
    assert len(rows_of(monday)) == 2


def test_what_stands_there_already_stays(shop, monday):
    early, late = a_shift(shop), a_shift(shop, "晚班", "10:30", "19:30")
    day = works(shop, monday)
    planned(shop, "technician", day, shift=early)
    planned(shop, "technician", day + WEEK, shift=late)
    with refused("没有要照搬的"):
        copy_roster(shop.office_director, target=monday + WEEK)
    assert RosterDay.objects.get(day=day + WEEK).shift == late


def test_a_superior_copies_those_below_him(shop, monday):
    early = a_shift(shop)
    planned(shop, "technician", works(shop, monday), shift=early)
    planned(shop, "service_advisor", works(shop, monday, "service_advisor"), shift=early)
    copy_roster(shop.workshop_supervisor, target=monday + WEEK, because=WHY)
    assert {pk for pk, *_ in rows_of(monday + WEEK)} == {shop.person("technician").pk}


def test_only_one_department(shop, monday):
    early = a_shift(shop)
    planned(shop, "technician", works(shop, monday), shift=early)
    planned(shop, "service_advisor", works(shop, monday, "service_advisor"), shift=early)
    copy_roster(shop.office_director, target=monday + WEEK, department=Department.SERVICE, because=WHY)
    assert {pk for pk, *_ in rows_of(monday + WEEK)} == {shop.person("service_advisor").pk}


def test_each_day_of_a_month_is_paired_with_the_same_weekday_of_the_month_before(shop):
    for months in range(14):
        first = (shop.today.replace(day=15) + timedelta(days=30 * months)).replace(day=1)
        found = dict(pairs(days_of(first, Reach.MONTH), Reach.MONTH))
        assert all(day.weekday() == source.weekday() for day, source in found.items())
        before = (first - timedelta(days=1)).month
        assert {source.month for source in found.values()} == {before}


def test_a_month_is_copied(shop):
    early = a_shift(shop)
    day = works(shop, monday_of(in_days(shop, 7)))
    planned(shop, "technician", day, shift=early)
    target = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    copy_roster(shop.office_director, target=target, reach=Reach.MONTH, because=WHY)
    copied = RosterDay.objects.exclude(day=day)
    assert {each.shift for each in copied} == {early}
    assert {each.day.weekday() for each in copied} == {day.weekday()}
    assert {each.day.month for each in copied} == {target.month}


def test_days_that_have_passed_are_not_laid_out(shop):
    with refused("从今天起"):
        copy_roster(shop.office_director, target=in_days(shop, -8))
