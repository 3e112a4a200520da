"""Random days of a whole store: whatever happens in them, everything that must be true is true."""

import os
import secrets
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.support.copies import private_copy
from tests.support.waiting import told_differently
from zhangdian.doors.simulation import playing
from zhangdian.doors.simulation.management import founding
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.visitors import has_a_post

EVENING = datetime(2026, 11, 22, 17, 0, tzinfo=clock.CHINA)
"""A Sunday; the days that are played begin the next morning."""
CARS = 500
PINNED = "471021"


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> str:
    """In CI one that stays; by hand, and where a test takes its time, any. ZD_SEED plays a run again."""
    any_one = getattr(request, "param", "pinned") == "any" or not os.environ.get("CI")
    usual = str(secrets.randbelow(1_000_000)) if any_one else PINNED
    chosen = os.environ.get("ZD_SEED") or usual
    print(f"ZD_SEED={chosen}")  # noqa: T201 (whoever sees it fail plays it again)
    return chosen


both_seeds = pytest.mark.parametrize(
    "seed", ["pinned", pytest.param("any", marks=pytest.mark.long)], indirect=True
)


@pytest.fixture
def quick(transactional_db):
    """A database of its own whose acts are committed, without waiting for the disk."""
    do_not_wait_for_the_disk()
    yield
    clock.set_to(None)


def do_not_wait_for_the_disk() -> None:
    fast = "PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit=off"
    with connection.cursor() as cursor:
        cursor.execute(fast)


def played(seed: str, days: float, traffic: float) -> World:
    clock.set_to(EVENING)
    ctx = founding.found(seed, CARS, code="D1")
    return playing.play(World(ctx.store_id, seed, EVENING, traffic), EVENING + timedelta(days=days))


def what_is_wrong(world: World) -> list[str]:
    people = Person.objects.filter(store=world.store_id, disabled_at=None).values_list("pk", flat=True)
    looking = [Context(world.store_id, person) for person in people]
    told = [each for who in looking if has_a_post(who) for each in told_differently(who)]
    refused = [f"{clock.local(at):%d日%H:%M} {what}：{why}" for at, what, why in world.engine.refused]
    return told + refused + [str(each) for each in violations([Store.objects.get(pk=world.store_id)])]


@pytest.mark.long_on("postgres")
@pytest.mark.parametrize("days", [1, pytest.param(2, marks=pytest.mark.long)])
@both_seeds
def test_random_days_leave_everything_true(quick, seed, days):
    world = played(seed, days=days, traffic=0.5)
    assert what_is_wrong(world) == []
    states = Counter(
        RepairOrder.objects.filter(store=world.store_id).exclude(number="").values_list("state", flat=True)
    )
    assert states["left"] > 7 * days, states


@pytest.mark.long
@both_seeds
def test_a_store_is_taken_up_again_where_it_stood(quick, seed):
    noon = EVENING + timedelta(hours=18)
    world = played(seed, days=18 / 24, traffic=0.4)
    again = playing.play(World(world.store_id, seed, noon, 0.4), noon + timedelta(hours=9))
    assert what_is_wrong(again) == []
    stuck = RepairOrder.objects.filter(store=world.store_id, state="draft", arrived_at__lt=noon).exclude(
        number=""
    )
    assert not stuck.exists()


@pytest.mark.long
def test_the_same_seed_plays_the_same_day(django_db_setup, django_db_blocker, seed):
    seen = []
    for _ in range(2):
        with django_db_blocker.unblock(), private_copy():
            do_not_wait_for_the_disk()
            seen.append(day_of(played(seed, days=0.8, traffic=0.25)))
            clock.set_to(None)
    assert seen[0] == seen[1]
    assert seen[0]


def day_of(world: World) -> list[tuple[str, str, str]]:
    rows = RepairOrder.objects.filter(store=world.store_id).exclude(arrived_at__lt=EVENING)
    return [
        (o.plate, o.kind, f"{o.arrived_at:%H:%M:%S} {o.state}") for o in rows.order_by("arrived_at", "pk")
    ]
