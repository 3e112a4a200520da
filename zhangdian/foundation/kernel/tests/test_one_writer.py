"""Writers of one process pass one at a time, in the order of their coming; who gives up stops nobody."""

import gc
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper as Plain

from zhangdian.foundation.kernel.sqlite.base import DatabaseWrapper
from zhangdian.foundation.kernel.sqlite.turnstile import Turnstile, turnstile_of
from zhangdian.settings import sqlite


def arrive(at, seconds, seen, name):
    """Somebody waits for his turn; he tells whether it came."""
    someone = threading.Thread(target=lambda: seen.append((name, at.enter(seconds))))
    waiting = len(at._waiting)
    someone.start()
    while len(at._waiting) == waiting and someone.is_alive():
        time.sleep(0.001)
    return someone


def test_they_pass_in_the_order_of_their_coming():
    at = Turnstile()
    seen: list[tuple[str, bool]] = []
    assert at.enter(0)
    people = [arrive(at, 30, seen, name) for name in "abcde"]
    for count, someone in enumerate(people):
        assert len(seen) == count
        at.leave()
        someone.join()
    at.leave()
    assert seen == [(name, True) for name in "abcde"]
    assert at.enter(0)


def test_who_has_waited_long_enough_goes_and_the_next_one_passes():
    at = Turnstile()
    seen: list[tuple[str, bool]] = []
    assert at.enter(0)
    arrive(at, 0.02, seen, "hurried").join()
    patient = arrive(at, 30, seen, "patient")
    at.leave()
    patient.join()
    assert seen == [("hurried", False), ("patient", True)]


def test_who_is_told_to_end_while_he_waits_takes_no_turn_with_him(monkeypatch):
    at = Turnstile()
    assert at.enter(0)

    class Ended:
        def acquire(self, timeout: float = 0) -> bool:
            if timeout:
                raise KeyboardInterrupt
            return True

    monkeypatch.setattr("zhangdian.foundation.kernel.sqlite.turnstile.Lock", Ended)
    with pytest.raises(KeyboardInterrupt):
        at.enter(30)
    at.leave()
    assert at.enter(0)


@pytest.fixture
def busy(db, tmp_path) -> Iterator[dict[str, object]]:
    """Settings of a file in which another process is writing."""
    file = str(tmp_path / "busy.sqlite3")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("BEGIN IMMEDIATE")
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0.05}
    yield {**connection.settings_dict, "NAME": file, "OPTIONS": options}
    other.close()


def left_to_the_collector(kind, busy):
    """How many open cursors a refused transaction leaves for whichever thread cleans up."""
    wrapper = kind(busy, "busy")

    def write():
        try:
            wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        except OperationalError as error:
            raise LookupError from error

    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        with pytest.raises(LookupError):
            write()
        gc.collect()
        cursors = [each for each in gc.garbage if isinstance(each, sqlite3.Cursor)]
        return sum(is_open(each) for each in cursors if each.connection is wrapper.connection)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
        wrapper.close()


def is_open(cursor):
    try:
        cursor.fetchone()
    except sqlite3.ProgrammingError as error:
        return "closed" not in str(error)
    return True


@pytest.mark.parametrize(("kind", "open_ones"), [(DatabaseWrapper, 0), (Plain, 1)])
def test_a_transaction_that_could_not_begin_leaves_no_open_cursor_to_another_thread(busy, kind, open_ones):
    """The second is the negative control: Django's own leaves one."""
    assert left_to_the_collector(kind, busy) == open_ones


def test_who_could_not_begin_lets_the_next_one_in(busy):
    first, second = DatabaseWrapper(busy, "busy"), DatabaseWrapper(busy, "busy")
    for wrapper in (first, second, first):
        with pytest.raises(OperationalError, match="locked"):
            wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        at = turnstile_of(busy["NAME"])
        assert at.enter(0)
        at.leave()
        wrapper.close()


def test_this_house_uses_it():
    assert sqlite(Path("house.sqlite3"))["ENGINE"] == DatabaseWrapper.__module__.removesuffix(".base")
