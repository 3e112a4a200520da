"""A new store and the tests make their tables from the models at once, an old store by its migrations.

They are the same.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.migrations.tables import same_as_the_models, tables
from tests.support.copies import standing_on

AS_IT_IS = "import sys; from zhangdian.cli import main; sys.exit(main())"
STOPPED = "from zhangdian.cli import main; from django.db.migrations.recorder import MigrationRecorder as R; "
STOPPED += "R.record_applied = lambda *_: 1 / 0; main()"
"""Stopped when the tables are made and no migration is told."""


@contextmanager
def fresh(blocker: Any, *wishes: str) -> Iterator[str]:
    """The name of a database made from nothing by `zhangdian migrate`."""
    with blocker.unblock(), tempfile.TemporaryDirectory(prefix="zd-fresh-") as folder:
        if connection.vendor == "sqlite":
            brought_forward({"ZHANGDIAN_DATA": folder, "DATABASE_URL": ""}, *wishes)
            yield str(Path(folder) / "zhangdian.sqlite3")
            return
        name = f"fresh_{uuid.uuid4().hex[:12]}"
        url = urlsplit(os.environ["DATABASE_URL"])
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            url = url._replace(path=f"/{name}")
            brought_forward({"ZHANGDIAN_DATA": folder, "DATABASE_URL": url.geturl()}, *wishes)
            yield name
        finally:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def by_steps(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with fresh(django_db_blocker, "--by-migrations") as name:
        yield name


@pytest.fixture(scope="module")
def at_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with fresh(django_db_blocker) as name:
        yield name


def brought_forward(where: dict[str, str], *wishes: str) -> None:
    """Nothing is left to be applied after it."""
    migrate(where, *wishes)
    migrate(where, "--check")


def migrate(where: dict[str, str], *wishes: str, script: str = AS_IT_IS) -> None:
    environment = {name: value for name, value in {**os.environ, **where}.items() if value}
    done = subprocess.run(
        [sys.executable, "-c", script, "migrate", "--verbosity", "0", *wishes],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long  # two minutes; a landed store walks through the youngest each time
def test_the_tables_of_migrations_are_those_of_the_models(transactional_db: None, by_steps: str) -> None:
    same_as_the_models(by_steps)


def test_the_tables_of_a_new_store_are_those_of_the_models(transactional_db: None, at_once: str) -> None:
    same_as_the_models(at_once)


@pytest.mark.long
@pytest.mark.only_on("sqlite")
def test_an_index_that_is_not_there_would_be_seen(transactional_db: None, at_once: str) -> None:
    with closing(sqlite3.connect(at_once)) as database, database:
        database.execute("DROP INDEX report_by_due")
    of_models = tables()
    with standing_on(at_once):
        missing = of_models - tables()
    assert [table for table, _ in missing] == ["reports_report"]


@pytest.mark.only_on("sqlite")
def test_a_first_start_that_was_stopped_begins_anew(tmp_path: Path) -> None:
    where = {"ZHANGDIAN_DATA": str(tmp_path), "DATABASE_URL": ""}
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        migrate(where, script=STOPPED)
    brought_forward(where)
