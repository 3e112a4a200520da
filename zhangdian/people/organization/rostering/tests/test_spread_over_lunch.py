"""A post eats in turns, so that somebody is always there; whoever would leave too few is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.saying_no import asked, refused
from zhangdian.people.organization.hours import Hours
from zhangdian.people.organization.models import WeekShift
from zhangdian.people.organization.queries import on_duty
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering.actions import spread, spread_over_lunch
from zhangdian.people.organization.rostering.tests.arranging import (
    WHY,
    Kind,
    a_day_he_works,
    a_turn,
    in_days,
    planned,
    takes,
    weekly,
)

QUESTION = "organization.enough_are_here"


@pytest.fixture
def turns(shop):
    return [a_turn(shop, "第一批", "11:30", "12:15"), a_turn(shop, "第二批", "12:15", "13:00")]


@given(st.lists(st.none() | st.integers(0, 6), min_size=2, max_size=16), st.integers(2, 4))
def test_of_two_who_are_there_one_always_stays(rests_on, turns):
    week = spread(rests_on, turns)
    for weekday, mine in enumerate(week):
        here = [turn for turn, rests in zip(mine, rests_on, strict=True) if rests != weekday]
        for turn in set(here):
            assert len(here) < 2 or any(each != turn for each in here)
        sizes = [here.count(turn) for turn in range(turns)]
        assert max(sizes) - min(sizes) <= 1


def test_everybody_of_the_post_has_a_turn_and_they_are_of_one_size(shop, turns):
    spread_over_lunch(shop.workshop_supervisor, role=Role.TECHNICIAN, turns=turns)
    day = in_days(shop, 1)
    hours = Hours(shop.office_director, day, day)
    eats = [hours.on(each.pk, day).lunch for each in on_duty(shop.office_director, day)[Role.TECHNICIAN]]
    assert None not in eats
    assert abs(eats.count(turns[0]) - eats.count(turns[1])) <= 1


def test_the_last_who_stays_does_not_eat_with_the_others_unasked(shop, turns):
    day = a_day_he_works(shop, "technician")
    spread_over_lunch(shop.workshop_supervisor, role=Role.TECHNICIAN, turns=turns)
    here = on_duty(shop.office_director, day)[Role.TECHNICIAN]
    hours = Hours(shop.office_director, day, day)
    second = [each for each in here if hours.on(each.pk, day).lunch == turns[1]]
    takes(shop, Role.TECHNICIAN, len(here), at_lunch=len(second))
    with asked(QUESTION, "午餐时维修技师只剩"):
        planned(shop, second[0], day, shift=turns[0], because={})
    planned(shop, second[0], day, shift=turns[0], because=WHY)


def test_all_in_one_turn_is_asked_about(shop, turns):
    """The store's one noon leaves nobody: the first who gets a turn of his own does not make it worse."""
    takes(shop, Role.CASHIER, 1, at_lunch=1)
    weekly(shop, "cashier", turns[0], Kind.LUNCH, because=WHY)
    with asked(QUESTION, "结算员只剩 0 人"):
        weekly(shop, "second_cashier", turns[0], Kind.LUNCH)


def test_one_turn_is_none(shop, turns):
    with refused("至少选两批"):
        spread_over_lunch(shop.workshop_supervisor, role=Role.TECHNICIAN, turns=turns[:1])
    assert not WeekShift.objects.exists()


def test_only_by_whoever_stands_above_the_post(shop, turns):
    with refused("由其上级或办公室主任来排"):
        spread_over_lunch(shop.workshop_supervisor, role=Role.SERVICE_ADVISOR, turns=turns)
