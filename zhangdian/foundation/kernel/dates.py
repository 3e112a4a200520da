"""Dates that records bear and something hangs on: each room says which, and while what they still count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q


@dataclass(frozen=True)
class RecordDate:
    """A day or an instant in a kind of record, from which so many days before or after are counted."""

    name: str
    """insurance.renewal.next_at: room, kind and field."""
    label: str
    counts: Q = field(default_factory=Q)
    """Records whose date means anything: not the void ones."""
    stands: Q = field(default_factory=Q)
    """Those of them that still wait for it; the others have ended in another way."""
    reads: tuple[str, ...] = ()
    """Records beside it by which it is called."""
    followed: Callable[[Any, Iterable[int]], dict[int, int]] | None = None
    """(ctx, keys) -> key and the journal entry of what took its place, where that is another record."""

    @property
    def model(self) -> str:
        return self.name.rpartition(".")[0]

    @property
    def column(self) -> str:
        return self.name.rpartition(".")[2]


DATES: dict[str, RecordDate] = {}


def record_date(declared: RecordDate) -> None:
    """A room declares one (in apps.ready)."""
    DATES[declared.name] = declared
