"""The clock: the only place that knows what time it is, and in which zone a day begins."""

import contextvars
import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from zhangdian.foundation.kernel import clock

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def test_inside_the_block_it_is_another_time_and_outside_it_is_not():
    before = clock.now()
    with clock.at(NOON):
        assert clock.now() == NOON
        with clock.at(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON
    assert clock.now() >= before


def test_another_thread_has_its_own_time_unless_it_takes_ours_along():
    seen = []
    with clock.at(NOON):
        for run in (lambda work: work(), contextvars.copy_context().run):
            thread = threading.Thread(target=run, args=(lambda: seen.append(clock.now()),))
            thread.start()
            thread.join()
    assert seen[0] != NOON
    assert seen[1] == NOON


def test_the_stores_day_changes_at_its_own_midnight():
    last_second = datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)
    assert clock.day(last_second) == date(2026, 11, 23)
    assert clock.day(last_second + timedelta(seconds=1)) == date(2026, 11, 24)
    assert clock.day(last_second, ZoneInfo("Asia/Urumqi")) == date(2026, 11, 23)


def test_the_bounds_of_a_day_hold_exactly_its_instants():
    first, after = clock.day_bounds(date(2026, 11, 23))
    assert clock.day(first) == date(2026, 11, 23)
    assert clock.day(after) == date(2026, 11, 24)
    assert after - first == timedelta(hours=24)


def test_an_hour_on_the_wall_is_an_instant_and_back():
    instant = clock.instant(date(2026, 2, 28), time(8, 30))
    assert instant == datetime(2026, 2, 28, 0, 30, tzinfo=UTC)
    assert clock.local(instant).time() == time(8, 30)


def test_minutes_are_whole_and_never_negative():
    assert clock.minutes_between(NOON, NOON + timedelta(seconds=119)) == 1
    assert clock.minutes_between(NOON, NOON - timedelta(hours=1)) == 0
