"""Django's SQLite, before which the writers of a process stand in a queue."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from zhangdian.foundation.kernel.sqlite.turnstile import Turnstile, turnstile_of

MOST_REWORDED, LONGEST_REWORDED = 1_000, 16_000
"""Statements that are remembered as SQLite takes them, and the letters of the longest: a few megabytes."""


class Cursor(base.SQLiteCursorWrapper):
    """Django writes a placeholder as %s, SQLite as ?: a statement is turned once, not at each asking."""

    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        reworded = _reworded if len(query) <= LONGEST_REWORDED else _reworded.__wrapped__
        return reworded(query, None if param_names is None else tuple(param_names))


def _instant(text: bytes) -> datetime:
    """What stands in a column of instants, read at once as what it is: an instant of UTC."""
    return datetime.fromisoformat(text.decode()).replace(tzinfo=UTC)


sqlite3.register_converter("datetime", _instant)


@lru_cache(MOST_REWORDED)
def _reworded(query: str, names: tuple[str, ...] | None) -> str:
    if names is not None:
        return query % {name: f":{name}" for name in names}
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class DatabaseWrapper(base.DatabaseWrapper):
    """Every transaction may write, and waits for its turn here, not inside the database.

    SQLite lets its writers try again by chance: among many, one may wait for minutes. And who waits inside it
    holds his connection; a thread that cleans up behind him would wait for it, with everybody behind.
    """

    _passed: Turnstile | None = None
    """What this connection has passed and not yet left."""

    def create_cursor(self, name: Any = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        self._queue_up()
        try:
            with self.cursor() as cursor:  # closed, also after a failure: nobody else has to do it
                cursor.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._make_room()
            raise

    def _queue_up(self) -> None:
        if self._passed:
            return
        at = turnstile_of(self.settings_dict["NAME"])
        if not at.enter(self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self._passed = at

    def _make_room(self) -> None:
        passed, self._passed = self._passed, None
        if passed:
            passed.leave()

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._make_room()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._make_room()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._make_room()
