"""Heads of departments in the play: meetings, leave that lies a night, turns of the showroom."""

from datetime import time, timedelta

import pytest

from zhangdian.doors.simulation.people import OPENING
from zhangdian.doors.simulation.play import heads
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Request
from zhangdian.management.duties.models import Decision, Meeting
from zhangdian.people.organization.models import LeaveSlip, Person, SigningPower, WeekShift
from zhangdian.people.organization.roles import Role


@pytest.fixture
def world(shop):
    """A week of the heads alone, from the first morning to the last evening."""
    played = World(shop.store_id, "heads", OPENING)
    first = clock.day(OPENING)
    for number in range(8):
        day = first + timedelta(days=number)
        played.begin(heads.day_of_heads(played, day), clock.instant(day, time(7, 30)))
    played.engine.run(clock.instant(first + timedelta(days=7), time(20)))
    yield played
    clock.set_to(None)


def test_most_mornings_have_their_meeting_with_who_came_and_what_was_said(world):
    held = Meeting.objects.of(world.clock)
    assert held.count() >= 8
    assert {each.state for each in held} == {Meeting.State.CLOSED}
    assert all(each.minutes for each in held)
    came = [each.attendees.exclude(came_at=None).count() for each in held]
    assert min(came) >= 2


def test_what_was_decided_is_done_and_looked_at(world):
    decided = Decision.objects.filter(item__store=world.store_id)
    assert decided.exclude(item__done_at=None).exclude(confirmed_at=None).count() >= 3


def test_a_meeting_is_held_once_though_the_play_is_taken_up_in_its_morning(world):
    held, day = Meeting.objects.of(world.clock), world.today
    there = held.filter(begins_at__gte=clock.day_bounds(day)[0]).count()
    for leader, _, called in heads.MORNING:
        world.begin(heads.meet(world, day, leader, called))
    world.engine.run(world.later(60))
    assert held.filter(begins_at__gte=clock.day_bounds(day)[0]).count() == there


def test_leave_lies_a_night_and_is_then_signed_and_nobody_comes_in_his_leave(world):
    asked = Request.objects.of(world.clock).filter(action="organization.ask_leave")
    assert asked.filter(state=Request.State.OPEN).exists()
    granted = LeaveSlip.objects.of(world.clock).first()
    assert granted is not None
    worker = world.roster.workers[granted.person_id]
    assert not world.roster.is_there(worker, granted.since)


def test_a_signature_is_lent_until_a_day(world):
    lent = SigningPower.objects.of(world.clock).get()
    assert lent.role == Role.SALES_MANAGER
    assert lent.until_at > lent.since_at


def test_who_came_early_this_week_comes_late_the_next(world):
    one = world.roster.holding(Role.SALES_CONSULTANT)[0]
    turns = WeekShift.objects.of(world.clock).filter(person=one.person_id).order_by("since", "pk")
    names = list(dict.fromkeys(each.shift.name for each in turns if each.shift))
    assert set(names) == {"早班", "晚班"}
    assert Person.objects.get(pk=one.person_id).rest_weekday == one.rest_weekday
