"""A quarter of the insurance desk in a small store: every deadline is met, or carried up once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F, Q

from tests.scenarios.test_random_days import do_not_wait_for_the_disk
from tests.support.copies import private_copy
from zhangdian.aftercare.insurance.losses.queries import lost_in
from zhangdian.aftercare.insurance.models import (
    LostAnalysis,
    Policy,
    QuoteSent,
    Renewal,
    RenewalCall,
    RenewalMonth,
)
from zhangdian.aftercare.insurance.renewals.pool import months
from zhangdian.doors.simulation import playing
from zhangdian.doors.simulation.management import founding
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.management.duties.models import DueItem, Step, Urging
from zhangdian.management.duties.watching.urging import EXAMPLES
from zhangdian.people.organization.models import Store

pytestmark = pytest.mark.long

FOUNDED = datetime(2026, 8, 31, 17, 0, tzinfo=clock.CHINA)
ENDED = datetime(2026, 12, 1, 20, 0, tzinfo=clock.CHINA)
SOON = datetime(2026, 9, 11, 20, 0, tzinfo=clock.CHINA)
QUARTER = date(2026, 9, 1), date(2026, 11, 30)
DESK = Q(code__startswith="RNW-") | Q(code__startswith="NBI-")
LAST_LOOK = timedelta(hours=12)
"""From the last look of an evening to the first of a morning: so much later a step may be told."""


def played(until: datetime) -> World:
    do_not_wait_for_the_disk()
    clock.set_to(FOUNDED)
    ctx = founding.found("20261127", 300, code="Q1")
    return playing.play(World(ctx.store_id, "20261127", FOUNDED, 0.08), until)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """September, October and November, and the first of December."""
    with django_db_blocker.unblock(), private_copy():
        yield played(ENDED)
        clock.set_to(None)


@pytest.fixture
def here(world: World, db: None) -> Iterator[World]:
    clock.set_to(ENDED)
    yield world
    clock.set_to(None)


def owed(world: World) -> Any:
    items = DueItem.objects.filter(DESK, store=world.store_id, day__range=QUARTER, excused="")
    return items.select_related("duty")


def carried_up(world: World) -> Counter[int]:
    """Item → how often it was told to who stands above."""
    told = Urging.objects.filter(item__in=owed(world), step=Step.SUPERIOR)
    return Counter(told.values_list("item", flat=True))


AFTER = timedelta(minutes=EXAMPLES[Step.SUPERIOR].minutes)


def met_in(world: World) -> set[int]:
    return {each.pk for each in owed(world).filter(done_at__lte=F("due_at") + AFTER)}


def kept_silent(world: World, until: datetime) -> list[str]:
    """What was neither met nor told to who stands above."""
    up = carried_up(world)
    missed = owed(world).exclude(pk__in=met_in(world)).filter(due_at__lte=until - AFTER - LAST_LOOK)
    missed = missed.filter(Q(done_at=None) | Q(done_at__gt=F("due_at") + AFTER + LAST_LOOK))
    return [str(each) for each in missed if not up[each.pk]]


@pytest.fixture
def silent(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A few days in a house that tells nobody above."""
    rule = replace(EXAMPLES[Step.SUPERIOR], stands=False)
    with django_db_blocker.unblock(), private_copy(), pytest.MonkeyPatch.context() as guard:
        guard.setitem(EXAMPLES, Step.SUPERIOR, rule)
        yield played(SOON)
        clock.set_to(None)


def test_a_house_that_carries_nothing_up_is_found(silent: World, db: None) -> None:
    assert kept_silent(silent, SOON) != []


def test_every_deadline_of_the_quarter_is_met_or_carried_up_once(here: World) -> None:
    up, met = carried_up(here), met_in(here)
    assert owed(here).count() > 300
    assert len(met) > owed(here).count() / 2
    assert {key for key in up if key in met} == set()
    assert kept_silent(here, ENDED) == []
    twice = Urging.objects.filter(item__in=owed(here), step=Step.SUPERIOR)
    readers = Counter(twice.values_list("item", "reader"))
    assert {key for key, times in readers.items() if times > 1} == set()


def test_every_month_has_its_list_and_every_own_cover_that_ended_is_in_one(here: World) -> None:
    lists = set(RenewalMonth.objects.filter(store=here.store_id).values_list("month", flat=True))
    assert {QUARTER[0] + months(ahead) for ahead in range(5)} <= lists
    ends = [clock.day_bounds(day, clock.CHINA)[1] for day in QUARTER]
    own = Policy.objects.standing().filter(store=here.store_id, ends_at__gt=ends[0], ends_at__lte=ends[1])
    cars = set(own.filter(line__in=("TCI", "VCI")).values_list("vehicle", flat=True))
    listed = Counter(
        Renewal.objects.filter(store=here.store_id, month__range=QUARTER, source=Renewal.Source.OWN)
        .values_list("vehicle", flat=True)
    )  # fmt: skip
    renewed = set(Renewal.objects.filter(store=here.store_id).values_list("vehicle", flat=True))
    assert len(listed) > 30
    assert cars - renewed == set()


def test_after_every_quote_somebody_called_in_time_or_it_was_carried_up(here: World) -> None:
    up = carried_up(here)
    late = {each.case_id: each for each in owed(here).filter(code="RNW-09").exclude(done_at__lte=F("due_at"))}
    sent = QuoteSent.objects.filter(renewal__store=here.store_id, sent_at__lt=ENDED - timedelta(days=5))
    assert sent.count() > 10
    for each in sent.select_related("renewal"):
        until = each.sent_at + timedelta(days=4)
        called = RenewalCall.objects.filter(renewal=each.renewal_id, at__gt=each.sent_at, at__lte=until)
        ended = each.renewal.won_at or each.renewal.lost_at
        in_time = called.exists() or (ended is not None and ended <= until)
        assert in_time or up[late[each.renewal_id].pk], each


def test_each_month_in_which_something_was_lost_has_its_analysis(here: World) -> None:
    analysed = set(LostAnalysis.objects.filter(store=here.store_id).values_list("month", flat=True))
    ended = [QUARTER[0] + months(ahead) for ahead in range(3)]
    lost = {month for month in ended if lost_in(here.clock, month).exists()}
    assert len(lost) > 1
    assert lost == analysed & set(ended)


def test_at_its_end_the_desk_prepared_its_days_and_everything_is_true(here: World) -> None:
    assert len({each.day for each in owed(here).filter(code="RNW-37")}) > 60
    assert [str(each) for each in violations([Store.objects.get(pk=here.store_id)])] == []
