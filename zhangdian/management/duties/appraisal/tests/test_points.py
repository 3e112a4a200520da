"""The arithmetic of points holds for every weight, mark and value."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_anything
from hypothesis import strategies as st

from zhangdian.management.duties.appraisal import points


def given(*strategies):
    """On a machine that has other work too."""
    calmly = settings(suppress_health_check=[HealthCheck.too_slow])
    return lambda test: calmly(given_anything(*strategies)(test))


numbers = st.decimals(-10_000, 10_000, places=2)
weights = st.integers(1, 100)
marks = st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1])


@st.composite
def a_hundred(draw):
    """Weights that make a hundred."""
    cuts = sorted({*draw(st.lists(st.integers(1, 99), max_size=7)), 0, 100})
    return [b - a for a, b in pairwise(cuts)]


@given(weights, numbers, marks)
def test_a_line_is_worth_between_nothing_and_its_weight_to_one_place(weight, value, pair):
    found = points.points_of(weight, value, *pair)
    assert 0 <= found <= weight
    assert found == found.quantize(points.POINT)


@given(weights, numbers, numbers, marks)
def test_better_is_never_worth_less(weight, one, other, pair):
    full, zero = pair
    worse, better = sorted([one, other], reverse=full < zero)
    assert points.points_of(weight, worse, full, zero) <= points.points_of(weight, better, full, zero)


@given(weights, marks)
def test_the_marks_themselves_are_all_and_nothing(weight, pair):
    full, zero = pair
    assert points.points_of(weight, full, full, zero) == weight
    assert points.points_of(weight, zero, full, zero) == 0


@given(a_hundred(), st.data())
def test_a_whole_sheet_is_the_sum_of_its_lines(split, data):
    lines = [(weight, data.draw(st.decimals(0, weight, places=1))) for weight in split]
    assert points.total(lines) == sum(got for _, got in lines)
    assert points.total(reversed(lines)) == points.total(lines)


@given(a_hundred(), st.data())
def test_what_does_not_count_takes_nothing_away_and_gives_nothing(split, data):
    lines = [(weight, data.draw(st.none() | st.decimals(0, weight, places=1))) for weight in split]
    found = points.total(lines)
    counted = [(weight, got) for weight, got in lines if got is not None]
    assert (found is None) is (not counted)
    if found is not None:
        assert 0 <= found <= 100
        share = sum(got for _, got in counted) / Decimal(sum(weight for weight, _ in counted)) * 100
        assert abs(found - share) <= Decimal("0.05")
    everything = [(weight, None if got is None else Decimal(weight)) for weight, got in lines]
    assert points.total(everything) in (None, 100)


@given(marks, st.decimals(0, 10_000, places=2))
def test_a_target_is_the_full_mark_and_the_zero_mark_stays_on_its_side(pair, target):
    full, zero = points.marks(pair[0], pair[1], target)
    assert full != zero
    assert (full > zero) is (pair[0] > pair[1])
    assert full in (target, pair[0])


@pytest.mark.parametrize(
    ("full", "zero", "target", "told"),
    [
        ("95", "76", None, ("95", "76")),
        ("95", "76", "90", ("90", "72.00")),
        ("60000", "30000", "50000", ("50000", "25000.00")),
        ("5", "20", "10", ("10", "40.00")),
        ("0", "5", "2", ("2", "7")),
        ("0", "5", "0", ("0", "5")),
        ("95", "70", "0", ("95", "70")),
    ],
)
def test_marks_by_a_target(full, zero, target, told):
    aim = Decimal(target) if target is not None else None
    assert points.marks(Decimal(full), Decimal(zero), aim) == tuple(map(Decimal, told))


@given(marks, st.decimals(Decimal("0.01"), 1, places=2))
def test_for_a_part_of_the_month_the_marks_never_fall_together(pair, part):
    full, zero = points.in_part(pair[0], pair[1], part)
    assert full != zero
