"""What the tables of a database are, to be compared with what the models say."""

from typing import Any

from django.db import connection

from tests.support.copies import standing_on

NOT_OURS = ("django_", "auth_")
"""Tables that Django brings, and where it counts migrations."""
Column = tuple[str, str, bool, int | None]
Rule = tuple[str, tuple[Any, ...]]


def same_as_the_models(name: str) -> None:
    of_models = tables()
    with standing_on(name):
        found = tables()
    assert len({table for table, _ in of_models}) > 100
    assert sorted(found ^ of_models, key=str) == []


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
