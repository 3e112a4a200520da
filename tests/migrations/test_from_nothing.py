"""Tests make their tables from the models at once; a store makes them by its migrations: they are the same."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.support.copies import standing_on

NOT_OURS = ("django_", "auth_")
"""Tables that Django brings, and where it counts migrations."""
Column = tuple[str, str, bool, int | None]
Rule = tuple[str, tuple[Any, ...]]


@pytest.fixture(scope="module")
def migrated(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a database that the migrations made from nothing."""
    with django_db_blocker.unblock(), tempfile.TemporaryDirectory(prefix="zd-fresh-") as folder:
        if connection.vendor == "sqlite":
            migrate({"ZHANGDIAN_DATA": folder, "DATABASE_URL": ""})
            yield str(Path(folder) / "zhangdian.sqlite3")
            return
        name = f"fresh_{uuid.uuid4().hex[:12]}"
        url = urlsplit(os.environ["DATABASE_URL"])
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            migrate({"ZHANGDIAN_DATA": folder, "DATABASE_URL": url._replace(path=f"/{name}").geturl()})
            yield name
        finally:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrate(where: dict[str, str]) -> None:
    environment = {name: value for name, value in {**os.environ, **where}.items() if value}
    script = "import sys; from zhangdian.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "migrate", "--verbosity", "0"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def tables() -> set[tuple[str, Column | Rule]]:
    """Each table's columns, its keys, uniqueness, checks and indexes; names that a database makes up left out."""
    told: set[tuple[str, Column | Rule]] = set()
    with connection.cursor() as cursor:
        ask = connection.introspection
        for table in ask.table_names(cursor):
            if table.startswith(NOT_OURS):
                continue
            for each in ask.get_table_description(cursor, table):
                told.add((table, (each.name, str(each.type_code), bool(each.null_ok), each.display_size)))
            for name, facts in ask.get_constraints(cursor, table).items():
                named = (facts["check"] or facts["unique"]) and not made_up(name)
                told.add((table, (name if named else "", rule(facts))))
    return told


def made_up(name: str) -> bool:
    """Whether a constraint's name is the database's or Django's own invention."""
    return name.startswith(("__unnamed", "sqlite_")) or name.endswith(("_key", "_uniq", "_pkey", "_like"))


def rule(each: dict[str, Any]) -> tuple[Any, ...]:
    columns = tuple(each["columns"] or ())
    return columns, each["primary_key"], each["unique"], each["foreign_key"], each["check"], each.get("type")


def test_the_tables_of_migrations_are_those_of_the_models(transactional_db: None, migrated: str) -> None:
    of_models = tables()
    with standing_on(migrated):
        of_migrations = tables()
    assert len({table for table, _ in of_models}) > 100
    assert sorted(of_migrations ^ of_models, key=str) == []


@pytest.mark.only_on("sqlite")
def test_an_index_that_a_migration_forgot_would_be_seen(transactional_db: None, migrated: str) -> None:
    with closing(sqlite3.connect(migrated)) as database, database:
        database.execute("DROP INDEX report_by_due")
    of_models = tables()
    with standing_on(migrated):
        missing = of_models - tables()
    assert [table for table, _ in missing] == ["reports_report"]
