"""How much waits for somebody: what rail, bell and home count is told by the database in one statement."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from zhangdian.foundation.ui import paging

MOST = 60
"""No counter goes further: more is more than anybody looks at."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for this very person; red only if something of it is late."""

    count: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """Rows that wait, and which of them are late: for the database to count."""

    rows: QuerySet[Any]
    late: Q | bool = False
    most: int = MOST

    @property
    def marked(self) -> QuerySet[Any]:
        """One figure a row: 1 for what is late."""
        late: Any = Value(int(self.late is True))
        if isinstance(self.late, Q):
            late = Case(When(self.late, then=Value(1)), default=Value(0), output_field=IntegerField())
        return self.rows.values(is_late=late)[: self.most]


Told: TypeAlias = "Waiting | Waits | int | Sequence[Told]"
"""What a counter tells: figures it has, rows to be counted, or some of both."""
Counter = Callable[[Any], Told]


def counted(ctx: Any, counters: Iterable[Counter | None]) -> dict[Counter | None, Waiting | None]:
    """What these counters come to for this person; None where nothing waits."""
    told = {counter: parts(counter(ctx)) for counter in dict.fromkeys(counters) if counter}
    asked = [part for each in told.values() for part in each if isinstance(part, Waits)]
    found = dict(zip(map(id, asked), count(asked), strict=True))
    sums: dict[Counter | None, Waiting | None] = {None: None}
    for counter, each in told.items():
        known = [found[id(part)] if isinstance(part, Waits) else part for part in each]
        whole = Waiting(sum(part.count for part in known), any(part.late for part in known))
        sums[counter] = whole if whole.count else None
    return sums


def parts(told: Told) -> list[Waiting | Waits]:
    """What a counter told, piece by piece."""
    if isinstance(told, int):
        return [Waiting(told)]
    if isinstance(told, Waiting | Waits):
        return [told]
    return [part for each in told for part in parts(each)]


def count(many: Sequence[Waits]) -> list[Waiting]:
    """How many of each, and whether one of them is late: one statement whatever their number."""
    if not many:
        return []
    sets = {str(place): each.marked for place, each in enumerate(many)}
    found = paging.figures_of(many[0].rows.db, sets, "COUNT(*), MAX(is_late)")
    figures = [found.get(place, (0, 0)) for place in sets]
    return [Waiting(number, bool(late)) for number, late in figures]
