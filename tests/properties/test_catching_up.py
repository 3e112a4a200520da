"""The clock of duties stops at random: caught up, nothing is missed, doubled or judged otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhangdian.foundation.kernel import clock
from zhangdian.management.duties import timetables, written
from zhangdian.management.duties.actions import load_duties
from zhangdian.management.duties.exceptions.actions import read_exceptions
from zhangdian.management.duties.kept import Kept
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks
from zhangdian.management.duties.watching.actions import load_timetables

Standing = DueItem.Standing
CODES = ("FDS-01", "WSM-05", "ICA-22", "PTM-15", "CAS-03", "SVM-26")
"""Daily and proved by an act, daily, each for himself, at the end of a month, made good later, on Mondays."""
LASTS = timedelta(days=9)
READ = [timedelta(days=day, hours=hour) for day, hour in ((0, 1), (1, 1), (2, 5), (4, 1), (7, 6))]
"""When the front desk's supervisor reads the exceptions, clock or no clock: before ten, or after."""
STOPS = st.lists(st.integers(1, 24 * 5), max_size=8)
"""For so many hours nobody looks, then once."""


class Twin(Kept):
    """A store at the end, however its clock had run."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.items = list(DueItem.objects.order_by("day", "code", "person"))

    @property
    def stands(self) -> list[Any]:
        return [
            (
                item.code,
                item.day,
                item.person_id,
                item.role,
                item.due_at,
                item.done_at,
                item.standing_at(self.now),
            )
            for item in self.items
        ]


@contextmanager
def undone(shop: Any) -> Iterator[None]:
    """What happens inside did not happen."""
    began = shop.now
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    clock.set_to(began)


def played(shop: Any, looks: Iterable[timedelta]) -> Twin:
    """The same acts at the same instants; the clock looks when it is not stopped, and at the end."""
    begun = shop.now
    for at in sorted({*READ, *looks}):
        shop.at(begun + at)
        if at in READ:
            read_exceptions(shop.front_desk_supervisor)
        else:
            the_clock_looks(shop)
    shop.at(begun + LASTS)
    the_clock_looks(shop)
    return Twin(shop.now)


def every_day() -> Iterator[timedelta]:
    return (timedelta(hours=hours, minutes=7) for hours in range(0, 24 * LASTS.days, 24))


def after(stops: Iterable[int]) -> Iterator[timedelta]:
    """The instants at which it looks between the stops."""
    at = timedelta(minutes=7)
    yield at
    for hours in stops:
        at += timedelta(hours=hours)
        if at < LASTS:
            yield at


def is_whole(twin: Twin) -> None:
    """Each item is in exactly one state, by what is stored of it; and the counts add up."""
    for item in twin.items:
        open_yet = not item.excused and item.done_at is None
        states = {
            Standing.NOT_APPLICABLE: item.excused == "none",
            Standing.PREVENTED: item.excused == "prevented",
            Standing.IN_TIME: not item.excused and item.done_at is not None and item.done_at <= item.due_at,
            Standing.LATE: not item.excused and item.done_at is not None and item.done_at > item.due_at,
            Standing.COMING: open_yet and twin.now < item.opens_at,
            Standing.DUE: open_yet and item.opens_at <= twin.now <= item.due_at,
            Standing.OVERDUE: open_yet and item.due_at < twin.now < item.closes_at,
            Standing.NOT_DONE: open_yet
            and max(item.due_at, item.closes_at) <= twin.now
            and twin.now > item.due_at,
        }
        assert [state for state, holds in states.items() if holds] == [item.standing_at(twin.now)], item
    counted = Counter(twin.standings)
    beside = sum(counted[each] for each in (Standing.COMING, Standing.DUE, Standing.NOT_APPLICABLE))
    assert twin.owed + twin.prevented + beside == len(twin.items)
    keys = [(item.code, item.day, item.person_id) for item in twin.items]
    assert len(keys) == len(set(keys))


@pytest.fixture
def store(shop: Any) -> Any:
    load_duties(shop.clock, rows=[row for row in written.rows() if row.code in CODES], since=shop.today)
    load_timetables(shop.clock, rows=[row for row in timetables.shipped() if row.code in CODES], points=[])
    return shop


def caught_up(store: Any, stops: list[int], twin: Twin) -> None:
    with undone(store):
        found = played(store, after(stops))
        is_whole(found)
        assert found.stands == twin.stands


def never_down(store: Any) -> Twin:
    with undone(store):
        twin = played(store, every_day())
        is_whole(twin)
    told = Counter(twin.standings)
    assert min(told[each] for each in (Standing.IN_TIME, Standing.LATE, Standing.NOT_DONE)) > 0
    return twin


def by_hypothesis(examples: int) -> settings:
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


def test_a_clock_that_stops_for_days_ends_where_its_twin_ends_that_never_stopped(store):
    twin = never_down(store)
    for stops in ([], [10, 49, 3]):
        caught_up(store, stops, twin)


@pytest.mark.long
def test_whenever_it_stops(store):
    twin = never_down(store)

    @by_hypothesis(60)
    @given(stops=STOPS)
    def whenever(stops: list[int]) -> None:
        caught_up(store, stops, twin)

    whenever()
