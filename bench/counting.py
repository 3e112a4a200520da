"""How many statements something asks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    """Django keeps the last nine thousand: without room for new ones it would count none."""
    reset_queries()
    with CaptureQueriesContext(connection) as asked:
        yield asked
