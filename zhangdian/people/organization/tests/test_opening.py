"""The hours in which a store works: so much of its time later, and how much lies between."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.opening import Spell, WorkingDay

OPEN = WorkingDay(time(8), time(17, 30))
HANDS = WorkingDay(time(8), time(17, 30), noon=time(12), pause=timedelta(minutes=45))
RESTS_ON_TUESDAY = WorkingDay(time(8), time(17, 30), rests_on=1)


def at(day: int, hour: str) -> datetime:
    return clock.instant(date(2026, 11, 1) + timedelta(days=day - 1), time.fromisoformat(hour))


@pytest.mark.parametrize(
    ("begins", "minutes", "ends"),
    [
        ((23, "09:00"), 60, (23, "10:00")),
        ((23, "16:30"), 60, (23, "17:30")),
        ((23, "16:30"), 90, (24, "08:30")),
        ((23, "22:00"), 30, (24, "08:30")),
        ((24, "06:00"), 30, (24, "08:30")),
        ((23, "09:00"), 2 * 570, (25, "09:00")),
        ((23, "08:00"), 2 * 570, (24, "17:30")),
        ((23, "17:30"), 10, (24, "08:10")),
        ((23, "09:00"), 0, (23, "09:00")),
        ((23, "17:30"), 0, (23, "17:30")),
        ((23, "18:00"), 0, (24, "08:00")),
    ],
)
def test_what_does_not_end_before_closing_goes_on_in_the_morning(begins, minutes, ends):
    assert OPEN.after(at(*begins), timedelta(minutes=minutes)) == at(*ends)


@pytest.mark.parametrize(
    ("begins", "minutes", "ends"),
    [
        ((23, "10:00"), 120, (23, "12:00")),
        ((23, "10:00"), 121, (23, "12:46")),
        ((23, "12:20"), 30, (23, "13:15")),
        ((23, "13:00"), 30, (23, "13:30")),
        ((23, "12:20"), 0, (23, "12:20")),
        ((23, "11:30"), 525, (24, "11:30")),
    ],
)
def test_who_works_over_noon_eats_each_day(begins, minutes, ends):
    assert HANDS.after(at(*begins), timedelta(minutes=minutes)) == at(*ends)


@pytest.mark.parametrize(
    ("begins", "minutes", "ends"),
    [
        ((23, "16:30"), 60, (23, "17:30")),
        ((23, "16:30"), 90, (25, "08:30")),
        ((23, "22:00"), 30, (25, "08:30")),
        ((23, "09:00"), 6 * 570, (30, "09:00")),
        ((23, "09:00"), 7 * 570, (32, "09:00")),
        ((24, "09:00"), 60, (24, "10:00")),
        ((24, "16:30"), 90, (25, "08:30")),
    ],
)
def test_who_rests_on_a_day_goes_on_after_it_and_on_it_only_with_what_he_began_then(begins, minutes, ends):
    assert RESTS_ON_TUESDAY.after(at(*begins), timedelta(minutes=minutes)) == at(*ends)


@pytest.mark.parametrize("day", [OPEN, HANDS, RESTS_ON_TUESDAY])
def test_what_lies_between_two_instants_is_what_was_added(day):
    for begins in ((23, "08:00"), (23, "11:50"), (23, "15:05"), (24, "15:05"), (25, "08:00")):
        for minutes in (1, 45, 300, 525, 2_000, 9_000):
            done = day.after(at(*begins), timedelta(minutes=minutes))
            assert day.between(at(*begins), done) == timedelta(minutes=minutes)


def test_days_that_are_changed_go_before_the_week():
    changed = replace(RESTS_ON_TUESDAY, changed={date(2026, 11, 24): True, date(2026, 11, 25): False})
    assert changed.after(at(23, "16:30"), timedelta(minutes=90)) == at(24, "08:30")
    assert changed.after(at(24, "16:30"), timedelta(minutes=90)) == at(26, "08:30")
    assert changed.between(at(24, "16:30"), at(26, "08:30")) == timedelta(minutes=90)


def test_of_a_day_of_rest_nothing_lies_between():
    assert RESTS_ON_TUESDAY.between(at(23, "16:30"), at(24, "12:00")) == timedelta(hours=1)


def test_of_a_night_nothing_lies_between():
    assert OPEN.between(at(23, "16:00"), at(24, "09:00")) == timedelta(hours=2, minutes=30)


def test_a_store_whose_hours_make_no_sense_goes_by_the_clock():
    night = WorkingDay(time(20), time(8))
    assert night.after(at(23, "16:00"), timedelta(hours=30)) == at(24, "22:00")


# ---- days with hours of their own ------------------------------------------------------------------------

LATE = Spell(time(10), time(19), time(12, 15), timedelta(minutes=45))
NIGHT = Spell(time(22), time(6))
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("begins", "minutes", "ends"),
    [
        ((23, "09:00"), 60, (23, "11:00")),
        ((23, "12:00"), 30, (23, "13:15")),
        ((23, "18:30"), 60, (24, "08:30")),
        ((23, "18:30"), 30, (23, "19:00")),
        ((23, "19:00"), 0, (23, "19:00")),
        ((23, "20:00"), 0, (24, "08:00")),
    ],
)
def test_on_his_late_day_he_begins_and_goes_later(begins, minutes, ends):
    day = replace(HANDS, own={MONDAY: LATE})
    assert day.after(at(*begins), timedelta(minutes=minutes)) == at(*ends)


def test_a_night_goes_on_in_the_morning_after():
    day = replace(OPEN, own={MONDAY: NIGHT})
    assert day.after(at(23, "23:00"), timedelta(hours=3)) == at(24, "02:00")
    assert day.after(at(24, "05:00"), timedelta(hours=2)) == at(24, "09:00")
    assert day.between(at(23, "21:00"), at(24, "08:00")) == timedelta(hours=8)
    assert [day.is_on(at(24, hour)) for hour in ("01:00", "06:30", "09:00")] == [True, False, True]


HOURS = st.builds(
    lambda opens, length, noon, pause: Spell(
        time(opens // 60, opens % 60),
        time((opens + length) // 60 % 24, (opens + length) % 60),
        time(noon // 60, noon % 60),
        timedelta(minutes=pause),
    ),
    st.integers(0, 1439), st.integers(30, 900), st.integers(0, 1439), st.integers(0, 90),
)  # fmt: skip
OWN = st.dictionaries(st.integers(-2, 9).map(lambda n: MONDAY + timedelta(days=n)), HOURS, min_size=1)


def disjoint(own: dict[date, Spell]) -> bool:
    """Nobody has a second shift while the first still goes on."""
    day = replace(HANDS, own=own)
    pieces = list(day._pieces(at(20, "00:00"), date(2026, 12, 10)))
    return all(before[1] <= after[0] for before, after in pairwise(pieces))


@given(OWN, st.integers(0, 3 * 1440), st.integers(1, 4000), st.none() | st.integers(0, 6))
def test_so_much_later_so_much_lies_between_over_midnight_too(own, start, minutes, rests_on):
    if not disjoint(own):
        return
    day = replace(HANDS, own=own, rests_on=rests_on)
    begins, span = at(23, "00:00") + timedelta(minutes=start), timedelta(minutes=minutes)
    assert day.between(begins, day.after(begins, span)) == span


@given(st.integers(0, 3 * 1440), st.integers(1, 4000), st.none() | st.integers(0, 6))
def test_own_hours_that_are_the_usual_ones_change_nothing(start, minutes, rests_on):
    usual = replace(HANDS, rests_on=rests_on)
    same = replace(usual, own={MONDAY: Spell(HANDS.opens, HANDS.closes, HANDS.noon, HANDS.pause)})
    begins, span = at(23, "00:00") + timedelta(minutes=start), timedelta(minutes=minutes)
    assert same.after(begins, span) == usual.after(begins, span)
