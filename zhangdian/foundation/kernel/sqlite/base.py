"""Django's SQLite, before which the writers of a process stand in a queue."""

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from zhangdian.foundation.kernel.sqlite.turnstile import Turnstile, turnstile_of


class DatabaseWrapper(base.DatabaseWrapper):
    """Every transaction may write, and waits for its turn here, not inside the database.

    SQLite lets its writers try again by chance: among many, one may wait for minutes. And who waits inside it
    holds his connection; a thread that cleans up behind him would wait for it, with everybody behind.
    """

    _passed: Turnstile | None = None
    """What this connection has passed and not yet left."""

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
