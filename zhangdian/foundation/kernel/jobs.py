"""The kernel's own jobs: seal the journal, keep its head outside the database, let it learn how rows lie."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

from zhangdian.foundation.kernel import journal
from zhangdian.foundation.kernel.clockwork import job


@job("封印日志", every=timedelta(minutes=1), stuck=timedelta(minutes=10))
def seal_journal() -> None:
    while journal.seal_new_entries(late=False):
        pass


@job("记下日志链头", every=timedelta(hours=24))
def anchor_journal() -> None:
    while journal.seal_new_entries():
        pass
    journal.write_anchor(settings.DATA / "anchors")


LOOK = "PRAGMA optimize=0x10002"
"""At all tables that have grown, not only at those that this connection has asked: the worker asks few."""
AT_FEW = "PRAGMA analysis_limit=1000"
"""Rows of an index, at most: so it takes moments in a store of any size."""


@job("数据库统计", every=timedelta(hours=6))
def learn_how_rows_lie() -> None:
    """SQLite chooses indexes by what it knows of its tables, and looks when told; PostgreSQL by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(AT_FEW)
            cursor.execute(LOOK)
