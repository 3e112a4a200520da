"""`zhangdian migrate`: as Django does it, with tables made in one go."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder

from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.kernel.tidying import seldom_tidied

PLAIN = (CreateModel, AddField, AddIndex, AddConstraint)
OTHER_WISHES = ("app_label", "check_unapplied", "fake", "fake_initial", "plan", "prune", "by_migrations")


class Command(migrate.Command):
    """An empty database gets its tables from the models at once, and every migration counts as applied.

    For one with data: Django works out the whole house anew for each constraint, and SQLite makes the table
    anew, hundreds of times. A table is made with its constraints at once instead.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--by-migrations", action="store_true", help="也从空库一步步升级，不按现在的样子一次建好"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
        for migration in migrations.values():
            if migration.__module__.startswith("zhangdian."):
                type(migration).operations = drawn_together(migration.operations)
        connection = connections[options["database"]]
        wants_all = migrations and not any(options.get(name) for name in OTHER_WISHES)
        if wants_all and not connection.introspection.table_names():
            self.make_tables(connection, list(migrations))
        with seldom_tidied():  # Django makes thousands of models and throws them away
            super().handle(*args, **options)

    def make_tables(self, connection: Any, migrations: Sequence[tuple[str, str]]) -> None:
        """All of them, with the migrations told, or none."""
        self.verbosity = 0
        recorder = MigrationRecorder(connection)
        with writing(), connection.schema_editor():
            self.sync_apps(connection, {app.label for app in apps.get_app_configs()})
            for app, name in migrations:
                recorder.record_applied(app, name)


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
