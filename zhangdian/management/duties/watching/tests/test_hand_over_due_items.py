"""Who goes away after the day was laid out owes nothing more of it: his deputy does, or nobody."""

from datetime import time

import pytest

from zhangdian.foundation.kernel import clock
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.duties.watching.actions import hand_over_due_items, set_timetable
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering.tests.arranging import (
    a_day_he_works,
    a_shift,
    planned,
)
from zhangdian.people.organization.shifts.tests.arranging import away

CODE = "WCL-02"
Portion = LeaveSlip.Portion


@pytest.fixture
def store(shop):
    """The warranty clerk owes something daily by nine, himself; by the shift where the test says so."""
    with_duties(shop)
    return shop


def owed(shop, due=time(9), reckons="clock"):
    """Due for each from tomorrow; the next morning."""
    set_timetable(
        shop.office_director, code=CODE, role=Role.WARRANTY_CLERK, rule="FREQ=DAILY", due=due, each=True,
        reckons=reckons, reason="每天先看",
    )  # fmt: skip


def tomorrow(shop):
    """The next day on which he works, one minute after midnight."""
    day = a_day_he_works(shop, "warranty_clerk")
    shop.later(days=(day - shop.today).days)
    return day


def items(shop):
    return {each.person_id: each for each in DueItem.objects.filter(code=CODE, day=shop.today)}


def clerk(shop):
    return shop.person("warranty_clerk").pk


@pytest.mark.duty("GM-17")
def test_on_his_day_off_and_his_leave_nothing_is_due_for_him(store):
    owed(store)
    day = a_day_he_works(store, "warranty_clerk")
    planned(store, "warranty_clerk", day, "rest")
    tomorrow(store)
    the_clock_looks(store)
    assert clerk(store) not in items(store)


def test_who_calls_in_sick_in_the_morning_owes_it_no_more_and_his_deputy_does(store):
    owed(store)
    tomorrow(store)
    the_clock_looks(store)
    assert set(items(store)) == {clerk(store)}
    deputy = store.person("front_desk_supervisor")
    away(store, store.person("warranty_clerk"), since=store.today, until=store.today, deputy=deputy)
    hand_over_due_items(store.clock)
    assert set(items(store)) == {deputy.pk}
    the_clock_looks(store)
    assert set(items(store)) == {deputy.pk}


def test_without_a_deputy_it_does_not_count_and_says_why(store):
    owed(store)
    tomorrow(store)
    the_clock_looks(store)
    away(store, store.person("warranty_clerk"), since=store.today, until=store.today)
    the_clock_looks(store)
    found = items(store)[clerk(store)]
    assert found.excused == DueItem.Excused.NOT_APPLICABLE
    assert "没有代理人" in found.excused_because


def test_who_is_here_keeps_what_is_his(store):
    owed(store)
    tomorrow(store)
    the_clock_looks(store)
    hand_over_due_items(store.clock)
    assert not items(store)[clerk(store)].excused


@pytest.mark.parametrize(
    ("portion", "due", "whose"),
    [
        (Portion.MORNING, time(9), "deputy"),
        (Portion.MORNING, time(16), "clerk"),
        (Portion.AFTERNOON, time(9), "clerk"),
        (Portion.AFTERNOON, time(16), "deputy"),
    ],
)
def test_half_a_day_away_his_deputy_has_exactly_that_half(store, portion, due, whose):
    owed(store, due)
    day, deputy = a_day_he_works(store, "warranty_clerk"), store.person("front_desk_supervisor")
    away(store, store.person("warranty_clerk"), since=day, until=day, portion=portion, deputy=deputy)
    tomorrow(store)
    the_clock_looks(store)
    assert set(items(store)) == {{"deputy": deputy.pk, "clerk": clerk(store)}[whose]}


@pytest.mark.parametrize(("reckons", "hour"), [("clock", (9, 0)), ("shift", (11, 0))])
def test_by_the_shift_who_comes_two_hours_later_has_two_hours_more(store, reckons, hour):
    owed(store, reckons=reckons)
    late = a_shift(store, "晚班", "10:30", "19:30")
    planned(store, "warranty_clerk", a_day_he_works(store, "warranty_clerk"), shift=late)
    tomorrow(store)
    the_clock_looks(store)
    due = clock.local(items(store)[clerk(store)].due_at)
    assert (due.hour, due.minute) == hour


def test_who_comes_earlier_is_not_pressed(store):
    owed(store, reckons="shift")
    early = a_shift(store, "清早", "07:00", "15:00")
    planned(store, "warranty_clerk", a_day_he_works(store, "warranty_clerk"), shift=early)
    tomorrow(store)
    the_clock_looks(store)
    assert clock.local(items(store)[clerk(store)].due_at).hour == 9
