"""Recurrence in the days of a store, and how it reads."""

from datetime import date, time

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.foundation.kernel import clock, registry
from zhangdian.management.duties import holding, timetables
from zhangdian.management.duties.models import Timetable
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.management.duties.written import rows


def table(rule: str, **facts: object) -> Timetable:
    return Timetable(code="X", rule=rule, due=time(17, 30), **facts)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY", [23, 24, 25, 26, 27, 28, 29, 30]),
        ("FREQ=WEEKLY;BYDAY=MO", [23, 30]),
        ("FREQ=WEEKLY;BYDAY=FR", [27]),
        ("FREQ=MONTHLY;BYMONTHDAY=25", [25]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", [30]),
        ("FREQ=MONTHLY;BYMONTHDAY=1", []),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", [30]),
    ],
)
def test_it_occurs_on_the_days_that_its_rule_means(rule, days):
    found = [day for day in range(23, 31) if timetables.occurs_on(table(rule), date(2026, 11, day))]
    assert found == days


def test_a_store_works_on_sundays_and_the_first_may_be_a_holiday():
    assert timetables.occurs_on(table("FREQ=MONTHLY;BYMONTHDAY=1"), date(2026, 10, 1))


@pytest.mark.django_db
def test_where_the_outside_counts_a_holiday_moves_it_to_the_next_workday():
    moved = table("FREQ=MONTHLY;BYMONTHDAY=1", moved=Timetable.Moved.NEXT_WORKDAY)
    assert not timetables.occurs_on(moved, date(2026, 10, 1))
    assert timetables.occurs_on(moved, date(2026, 10, 8))
    assert not timetables.occurs_on(moved, date(2026, 10, 9))


def test_the_last_day_of_february_is_the_end_of_its_month():
    assert timetables.occurs_on(table("FREQ=MONTHLY;BYMONTHDAY=-1"), date(2028, 2, 29))
    assert not timetables.occurs_on(table("FREQ=MONTHLY;BYMONTHDAY=-1"), date(2028, 2, 28))


def test_it_opens_days_ahead_and_can_be_made_good_days_later():
    opens, due, closes = timetables.span_of(table("FREQ=DAILY", ahead=4, keeps=10), date(2026, 11, 5))
    assert (clock.local(opens).isoformat()[:16], clock.local(due).isoformat()[:16]) == (
        "2026-11-01T00:00",
        "2026-11-05T17:30",
    )
    assert clock.local(closes).isoformat()[:16] == "2026-11-16T00:00"


@pytest.mark.parametrize("rule", ["", "x", "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;BYDAY=XX"])
def test_a_rule_that_nobody_can_keep_is_refused(rule):
    with refused("请从每天、每周、每月里选"):
        timetables.check_rule(rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "每天 17:30 前"),
        ("FREQ=WEEKLY;BYDAY=MO", "每周一 17:30 前"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "每月5日 17:30 前"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月末日 17:30 前"),
    ],
)
def test_it_reads_as_people_say_it(rule, words):
    assert timetables.in_words(table(rule)) == words


def test_what_the_house_ships_names_duties_posts_and_acts_that_are_there():
    known = {row.code for row in rows()}
    for row in timetables.shipped():
        assert row.code in known
        assert timetables.check_rule(row.rule)
        assert set(row.proofs.split()) <= set(registry.ACTIONS)
    for point in timetables.shipped_points():
        assert set(point.codes.split()) <= known
        assert point.role in timetables.walkers()


def test_every_post_that_a_row_names_is_a_post_of_the_house():
    assert [row.code for row in rows() if not holding.posts_of(row)] == []


def test_on_a_phone_the_times_of_a_post_are_folded_under_it(shop):
    with_duties(shop)
    browser = browser_of(shop.office_director)
    page = browser.get("/duties/timetables?device=phone").content.decode()
    assert "<table" not in page
    assert page.count('class="more-urged"') == len({each.role for each in timetables.shipped()})
    assert page.count("change_timetable") == len(timetables.shipped())
