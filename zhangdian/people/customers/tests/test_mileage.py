"""A reading is judged against the last one and the car's own habit before anything is derived from it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.people.customers import mileage
from zhangdian.people.customers.mileage import MileageRefused, Reading, Verdict

LAST = Reading(19_200, date(2026, 7, 9))


def test_a_plausible_reading_passes():
    judged = mileage.judge(24_100, date(2026, 11, 24), last=LAST, own_daily_km=Decimal(40))
    assert judged.verdict is Verdict.OK
    assert judged.sentence == ""
    assert not judged.needs_second_look


def test_a_lower_reading_names_both_figures_and_the_way_out():
    judged = mileage.judge(12_000, date(2026, 11, 24), last=LAST)
    assert judged.verdict is Verdict.LOWER
    assert "12,000" in judged.sentence
    assert "19,200" in judged.sentence
    assert "更换仪表" in judged.sentence


def test_more_than_a_thousand_a_day_wants_a_second_look():
    assert mileage.judge(21_200, date(2026, 7, 11), last=LAST).verdict is Verdict.OK
    judged = mileage.judge(21_201, date(2026, 7, 11), last=LAST)
    assert judged.verdict is Verdict.TOO_MUCH
    assert "21,201" in judged.sentence
    assert "19,200" in judged.sentence


def test_two_visits_on_one_day_count_as_one_day():
    assert mileage.judge(20_200, LAST.on, last=LAST).verdict is Verdict.OK
    assert mileage.judge(20_201, LAST.on, last=LAST).verdict is Verdict.TOO_MUCH


def test_four_times_the_own_mean_counts_only_after_thirty_days():
    own = Decimal(40)
    after_30 = date(2026, 8, 8)
    after_31 = date(2026, 8, 9)
    assert mileage.judge(19_200 + 170 * 30, after_30, last=LAST, own_daily_km=own).verdict is Verdict.OK
    judged = mileage.judge(19_200 + 170 * 31, after_31, last=LAST, own_daily_km=own)
    assert judged.verdict is Verdict.TOO_MUCH
    assert "每天 170 公里" in judged.sentence
    assert "每天 40 公里的 4 倍" in judged.sentence
    assert mileage.judge(19_200 + 160 * 31, after_31, last=LAST, own_daily_km=own).verdict is Verdict.OK
    assert mileage.judge(19_200 + 170 * 31, after_31, last=LAST).verdict is Verdict.OK


def test_one_digit_too_many_is_guessed():
    """lubelog#1466: 1 999 105 for 199 105."""
    judged = mileage.judge(1_999_105, date(2026, 11, 24), last=Reading(195_000, date(2026, 7, 9)))
    assert judged.verdict is Verdict.TOO_MUCH
    assert judged.perhaps == 199_105
    assert "199,105" in judged.sentence


def test_two_swapped_digits_are_guessed():
    judged = mileage.judge(42_100, date(2026, 7, 19), last=Reading(23_900, date(2026, 7, 9)))
    assert judged.perhaps == 24_100


@pytest.mark.parametrize("km", [-1, 2_000_001])
def test_no_meter_shows_this(km):
    with pytest.raises(MileageRefused, match="请"):
        mileage.judge(km, LAST.on, last=None)


def test_a_first_reading_passes_unless_huge():
    assert mileage.judge(120_000, LAST.on, last=None).verdict is Verdict.OK
    assert mileage.judge(600_001, LAST.on, last=None).verdict is Verdict.TOO_MUCH


def test_a_reading_entered_late_must_not_exceed_the_later_one():
    assert mileage.judge(18_000, date(2026, 6, 1), last=LAST).verdict is Verdict.OK
    judged = mileage.judge(20_000, date(2026, 6, 1), last=LAST)
    assert judged.verdict is Verdict.TOO_MUCH
    assert "19,200" in judged.sentence


def test_the_own_mean_of_the_reference_car():
    """service.md §10: 2026-01-10 @12,000 and 2026-07-09 @19,200 are 40 km a day."""
    readings = [Reading(12_000, date(2026, 1, 10)), LAST]
    assert mileage.own_daily_km(readings, date(2026, 7, 9)) == 40


def test_visits_too_near_too_old_or_across_a_new_meter_say_nothing():
    on = date(2026, 11, 24)
    assert mileage.own_daily_km([LAST], on) is None
    assert mileage.own_daily_km([Reading(19_000, date(2026, 6, 20)), LAST], on) is None
    assert mileage.own_daily_km([Reading(1_000, date(2023, 6, 20)), LAST], on) is None
    changed = Reading(10, date(2026, 7, 10), meter_replaced=True)
    assert mileage.own_daily_km([Reading(12_000, date(2026, 1, 10)), changed], on) is None
    after = Reading(4_010, date(2026, 10, 18))
    assert mileage.own_daily_km([Reading(12_000, date(2026, 1, 10)), changed, after], on) == 40
    assert mileage.own_daily_km([Reading(12_000, date(2026, 1, 10)), LAST, changed, after], on) == 40


@given(st.integers(0, 2_000_000), st.integers(0, 2_000_000), st.integers(-400, 4_000), st.integers(0, 500))
def test_every_finding_names_both_figures(km, last_km, days, own):
    last = Reading(last_km, date(2020, 1, 1))
    judged = mileage.judge(
        km, date.fromordinal(last.on.toordinal() + days), last=last, own_daily_km=Decimal(own)
    )
    if judged.needs_second_look:
        assert f"{km:,}" in judged.sentence
        assert f"{last_km:,}" in judged.sentence
    if days >= 0 and km < last_km:
        assert judged.verdict is Verdict.LOWER
