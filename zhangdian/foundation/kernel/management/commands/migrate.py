"""`zhangdian migrate`: as Django does it, with tables made in one go."""

from collections.abc import Sequence
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

PLAIN = (CreateModel, AddField, AddIndex, AddConstraint)


class Command(migrate.Command):
    """Django works out the whole house anew for each constraint, and SQLite makes the table anew: three
    hundred times until a first start is done. A table is made with its constraints at once instead.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        for migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values():
            if migration.__module__.startswith("zhangdian."):
                type(migration).operations = drawn_together(migration.operations)
        super().handle(*args, **options)


def drawn_together(operations: Sequence[Operation]) -> list[Operation]:
    """The same tables: a constraint or index goes into the making of its table, where both stand before
    anything else than tables and fields, and no field came to the table in between.
    """
    drawn: list[Operation] = []
    made: dict[str, int] = {}
    for place, each in enumerate(operations):
        if not isinstance(each, PLAIN):
            return [*drawn, *operations[place:]]
        if isinstance(each, CreateModel):
            made[each.name_lower] = len(drawn)
        elif isinstance(each, AddField):
            made.pop(each.model_name_lower, None)
        elif (at := made.get(each.model_name.lower())) is not None:
            drawn[at] = with_one_more(drawn[at], each)
            continue
        drawn.append(each)
    return drawn


def with_one_more(table: Any, each: AddIndex | AddConstraint) -> CreateModel:
    kind, one = ("indexes", each.index) if isinstance(each, AddIndex) else ("constraints", each.constraint)
    options = {**table.options, kind: [*table.options.get(kind, []), one]}
    return CreateModel(table.name, table.fields, options, table.bases, table.managers)
