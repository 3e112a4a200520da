"""Recurrence over whole years: month ends, leap days, holidays with make-up workdays, whatever the rule."""

import calendar
from datetime import date, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from zhangdian.foundation.kernel import workdays
from zhangdian.management.duties import timetables
from zhangdian.management.duties.models import Timetable

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)
DAYS = some.dates(FIRST, LAST)
WEEKDAYS = tuple(timetables.BY_DAY)
RULES = some.one_of(
    some.integers(1, 3).map(lambda n: f"FREQ=DAILY;INTERVAL={n}"),
    some.sampled_from(WEEKDAYS).map(lambda day: f"FREQ=WEEKLY;BYDAY={day}"),
    some.integers(1, 31).map(lambda day: f"FREQ=MONTHLY;BYMONTHDAY={day}"),
    some.integers(-5, -1).map(lambda day: f"FREQ=MONTHLY;BYMONTHDAY={day}"),
    some.sampled_from(WEEKDAYS).map(lambda day: f"FREQ=MONTHLY;BYDAY=1{day}"),
)


def table(rule: str, moved: str = Timetable.Moved.STAYS) -> Timetable:
    return Timetable(code="X", rule=rule, due=time(17, 30), moved=moved)


def days_of(one: Timetable, first: date, last: date) -> list[date]:
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if timetables.occurs_on(one, day)]


@given(rule=RULES, day=DAYS)
def test_a_day_asked_alone_says_what_the_rule_written_out_says(rule, day):
    from_start = rrulestr(rule, dtstart=timetables.BEGINNING)
    begins = timetables.BEGINNING.replace(year=day.year, month=day.month, day=day.day)
    written = begins in from_start.between(begins, begins, inc=True)
    assert timetables.occurs_on(table(rule), day) == written


@given(day=some.integers(1, 31), month=some.dates(FIRST, LAST))
def test_a_day_of_the_month_comes_once_in_each_month_that_has_it(day, month):
    first = month.replace(day=1)
    there = calendar.monthrange(first.year, first.month)[1]
    found = days_of(table(f"FREQ=MONTHLY;BYMONTHDAY={day}"), first, first.replace(day=there))
    assert found == ([first.replace(day=day)] if day <= there else [])


@given(month=some.dates(FIRST, LAST))
def test_the_last_day_is_the_month_s_own_leap_year_or_not(month):
    first = month.replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    assert days_of(table("FREQ=MONTHLY;BYMONTHDAY=-1"), first, last) == [last]


@given(day=some.integers(1, 28), month=some.dates(date(2025, 2, 1), date(2026, 11, 30)))
def test_moved_for_offices_it_comes_once_on_the_first_workday_from_its_own_on(day, month):
    """Holidays and make-up Saturdays of 2025 and 2026."""
    written = month.replace(day=day)
    expected = workdays.add_workdays(written, 0)
    rule = f"FREQ=MONTHLY;BYMONTHDAY={day}"
    found = days_of(
        table(rule, Timetable.Moved.NEXT_WORKDAY), written, written + timedelta(days=timetables.FURTHEST.days)
    )
    assert found[0] == expected
    assert workdays.is_workday(expected)
    assert not any(workdays.is_workday(written + timedelta(days=n)) for n in range((expected - written).days))


@given(rule=RULES, day=DAYS, ahead=some.integers(0, 10), keeps=some.integers(0, 10))
def test_it_opens_before_its_hour_and_closes_after_it(rule, day, ahead, keeps):
    one = Timetable(code="X", rule=rule, due=time(17, 30), ahead=ahead, keeps=keeps)
    opens, due, closes = timetables.span_of(one, day)
    assert opens < due <= closes
    assert closes - opens == timedelta(days=1 + ahead + keeps)
