"""A private copy of the prepared database: for tests that commit, race or crash."""

import contextvars
import hashlib
import sqlite3
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections

from tests import shop as tests_shop
from tests.support.plugin import CRASHING
from zhangdian.doors.simulation.people import OPENING, Shop
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.records import Guarded


@contextmanager
def private_copy() -> Iterator[None]:
    """Every connection that is opened inside stands on a database of its own, made from the present one."""
    with another_copy() as copy, standing_on(copy):
        yield


@contextmanager
def another_copy() -> Iterator[str]:
    """The name of a database made from the present one, on which nobody stands yet."""
    copy = _copied(str(connection.settings_dict["NAME"]))
    try:
        yield copy
    finally:
        _drop(copy)


@contextmanager
def standing_on(name: str) -> Iterator[None]:
    """Every connection that is opened inside stands on this database."""
    settings = connection.settings_dict
    connections.close_all()
    original, settings["NAME"] = settings["NAME"], name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = original


def _copied(original: str) -> str:
    connections.close_all()
    if connection.vendor == "sqlite":
        copy = Path(tempfile.mkdtemp(prefix="zd-copy-")) / "copy.sqlite3"
        with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return str(copy)
    name = f"copy_{uuid.uuid4().hex[:12]}"
    with connection._nodb_cursor() as cursor:
        # Who was killed a moment ago may still be connected.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original]
        )
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    return name


def _drop(copy: str) -> None:
    if connection.vendor == "sqlite":
        for file in Path(copy).parent.iterdir():
            file.unlink()
        Path(copy).parent.rmdir()
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Who commits gets a database of his own: the one that all others roll back to cannot be flushed."""
    with django_db_blocker.unblock(), private_copy():
        yield


if CRASHING:

    @pytest.fixture
    def db(transactional_db: None) -> None:
        """Who is killed must have committed what it began from."""


@pytest.fixture
def own_shop(transactional_db: None) -> Iterator[Shop]:
    """The store of the tests in a database of its own: acts are committed, in many threads."""
    clock.set_to(OPENING)
    opened = tests_shop._opened["shop"]
    yield Shop(opened.store_id, dict(opened.people))
    clock.set_to(None)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Do it all at one moment, each in a thread and connection of its own; answers, or what was raised."""
    answers: list[Any] = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def work(at: int, job: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(30)
            answers[at] = job()
        except Exception as error:
            answers[at] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(work, at, job))
        for at, job in enumerate(jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def raised(answers: Sequence[Any], kind: type[BaseException] = BaseException) -> list[BaseException]:
    """Those that ended with an exception of this kind."""
    return [answer for answer in answers if isinstance(answer, kind)]


def guarded_tables() -> list[str]:
    """Every table that only acts may write."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Guarded))


def checksums() -> dict[str, tuple[int, str]]:
    """Rows and their digest, of every guarded table, as committed."""
    found = {}
    with connection.cursor() as cursor:
        for table in guarded_tables():
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            rows = cursor.fetchall()
            found[table] = len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


def footprint() -> list[str] | None:
    """SQLite: digests of the file and its log, which only a commit changes; None where files do not tell."""
    if connection.vendor != "sqlite":
        return None
    connections.close_all()
    name = str(connection.settings_dict["NAME"])
    written = [Path(name), Path(f"{name}-wal")]
    kept = [each.read_bytes() for each in written if each.exists()]
    return [hashlib.sha256(each).hexdigest() for each in kept if each]


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long it took; nothing is asserted, machines are noisy."""
    began = time.perf_counter()
    yield
    print(f"{what}: {(time.perf_counter() - began) * 1000:.0f} ms")  # noqa: T201 (a figure)
