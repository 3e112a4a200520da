"""The plan of a day: the same for the same seed, and on the mean what the data says."""

from datetime import date, timedelta

import pytest

from zhangdian.doors.simulation import chance, rhythm
from zhangdian.foundation.kernel import clock

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def weeks():
    """Sixty weeks of one store."""
    return [rhythm.day_of("weeks", MONDAY + timedelta(days=day)) for day in range(420)]


def test_a_day_is_the_same_whenever_it_is_asked():
    assert rhythm.day_of("a", MONDAY) == rhythm.day_of("a", MONDAY)
    assert rhythm.day_of("a", MONDAY) != rhythm.day_of("b", MONDAY)


def test_as_many_come_as_weekday_and_month_say(weeks):
    came = sum(sum(coming.shows for coming in day.comings) for day in weeks)
    expected = sum(rhythm.visits_expected(day.on) for day in weeks if not rhythm.closed_on(day.on))
    assert came == pytest.approx(expected, rel=0.03)


def test_a_week_has_of_each_kind_what_the_data_say():
    week = [
        kind for day in range(7) for kind in rhythm.dealt(chance.of("week", day), rhythm.kinds_in(10), 47)
    ]
    whole = sum(weight for _, weight in rhythm.kinds_in(10))
    for kind, weight in rhythm.kinds_in(10):
        assert week.count(kind) == pytest.approx(weight / whole * len(week), abs=5)


def test_a_quarter_of_a_monday_comes_before_half_past_eight(weeks):
    mondays = [c for day in weeks if day.on.weekday() == 0 for c in day.comings if c.shows]
    early = sum(clock.local(c.at).hour == 8 and clock.local(c.at).minute < 30 for c in mondays)
    assert early / len(mondays) == pytest.approx(0.26, abs=0.02)


def test_nine_in_a_hundred_bookings_are_not_kept(weeks):
    booked = [c for day in weeks for c in day.comings if c.booked_at]
    assert sum(not c.shows for c in booked) / len(booked) == pytest.approx(0.09, abs=0.01)


def test_a_booking_is_made_before_its_hour_and_at_most_nine_days_ahead(weeks):
    booked = [c for day in weeks for c in day.comings if c.booked_at and c.slot_at]
    assert all(c.booked_at < c.slot_at for c in booked)
    assert max((c.slot_at - c.booked_at).days for c in booked) <= rhythm.AHEAD


def test_nobody_comes_on_the_first_days_of_the_lunar_year():
    assert rhythm.day_of("a", date(2027, 2, 6)).comings == ()
