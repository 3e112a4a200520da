"""The kernel joins the house: guards the tables once all rooms stand, and opens them for migrations."""

from contextlib import ExitStack
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class KernelConfig(AppConfig):
    name = "zhangdian.foundation.kernel"
    label = "kernel"
    verbose_name = "通用"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.kernel import actions, invariants, jobs, records, rows, signatures  # noqa: F401

        records.guard_tables()
        connection_created.connect(records.install_guard)
        connection_created.connect(rows.keep_prepared)
        for connection in connections.all(initialized_only=True):
            records.install_guard(connection)
        opened = ExitStack()

        def open_tables(**_: Any) -> None:
            opened.close()
            opened.enter_context(records.writing())

        def close_tables(**_: Any) -> None:
            opened.close()

        pre_migrate.connect(open_tables, weak=False, dispatch_uid="kernel opens its tables")
        post_migrate.connect(close_tables, weak=False, dispatch_uid="kernel closes its tables")
