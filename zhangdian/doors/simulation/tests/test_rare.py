"""What happens now and then in the play: a car that passed by, scrapped pieces, a leaver's hand-over."""

from datetime import time, timedelta

import pytest

from zhangdian.doors.simulation.people import OPENING
from zhangdian.doors.simulation.play import rare
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.reception.forms import VOID_REASONS
from zhangdian.people.organization import belongings
from zhangdian.people.organization.models import HandOver, Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import Movement


@pytest.fixture
def world(shop, monkeypatch):
    """A week of nothing else; in the store of the tests there are two of one post."""
    monkeypatch.setattr(rare, "POST", Role.SERVICE_ADVISOR)
    played = World(shop.store_id, "rare", OPENING)
    first = clock.day(OPENING)
    for number in range(8):
        day = first + timedelta(days=number)
        played.begin(rare.day_of_rare_things(played, day), clock.instant(day, time(7, 30)))
    played.engine.run(clock.instant(first + timedelta(days=7), time(20)))
    yield played
    clock.set_to(None)


def test_a_car_passes_by_and_is_voided_with_its_reason(world):
    [order] = RepairOrder.objects.of(world.clock)
    assert order.voided_at
    assert order.void_reason in VOID_REASONS
    assert world.engine.refused == []


def test_some_pieces_are_scrapped(world):
    [moved] = Movement.objects.of(world.clock).filter(kind=Movement.Kind.SCRAP)
    assert moved.quantity == -1


def test_one_leaves_when_all_is_handed_over_and_nobody_plays_him_any_more(world):
    [sheet] = HandOver.objects.of(world.clock)
    leaver = Person.objects.get(pk=sheet.person_id)
    assert sheet.state == HandOver.State.DONE
    assert leaver.disabled_at
    assert leaver.disabled_at >= sheet.done_at
    assert belongings.counted(world.clock, leaver) == []
    assert leaver.pk not in world.roster.workers
