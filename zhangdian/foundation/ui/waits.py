"""How much waits for somebody: what rail, bell and home count is told by the database in one statement.

The statement is worded once for all who hold the same posts; who looks, where and when is filled in for each
look. So no page builds the queries of a dozen queues again, and nothing that it tells is kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, ClassVar, TypeAlias

from django.db import connections, models
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Expression

from zhangdian.foundation.ui import paging

MOST = 60
"""No counter goes further: more is more than anybody looks at."""
WORDINGS = 500
"""Statements that are kept: one for each set of posts and of counters."""


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


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """A counter that says which rows wait: `ctx` has posts and stores, and of the rest only the names."""

    waits: Callable[[Any], Waits]


Told: TypeAlias = "Waiting | Tally | int | Sequence[Told]"
"""What a counter tells: figures it has, rows to be counted, or some of both."""
Counter: TypeAlias = Tally | Callable[[Any], "Told"]


class Asked(Expression):
    """Who looks, where or when, in a statement that is worded before it is known."""

    fields: ClassVar[dict[str, models.Field[Any, Any]]] = {
        "store_id": models.BigIntegerField(),
        "person_id": models.BigIntegerField(),
        "now": models.DateTimeField(),
        "midnight": models.DateTimeField(),
        "today": models.DateField(),
        "month": models.DateField(),
        "weekday": models.SmallIntegerField(),
    }

    def __init__(self, name: str, shift: timedelta = timedelta()) -> None:
        super().__init__(output_field=self.fields[name])
        self.name, self.shift = name, shift

    def __add__(self, shift: Any) -> Any:
        return Asked(self.name, self.shift + shift)

    def __sub__(self, shift: Any) -> Any:
        return Asked(self.name, self.shift - shift)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def of(self, ctx: Any, connection: Any) -> Any:
        """As the database takes it."""
        value = getattr(ctx, self.name)
        return self.output_field.get_db_prep_value(value + self.shift if self.shift else value, connection)


def counted(ctx: Any, counters: Iterable[Counter | None]) -> dict[Counter | None, Waiting | None]:
    """What these counters come to for this person; None where nothing waits."""
    told = {
        counter: parts(counter if isinstance(counter, Tally) else counter(ctx))
        for counter in dict.fromkeys(counters)
        if counter
    }
    asked = list(dict.fromkeys(part for each in told.values() for part in each if isinstance(part, Tally)))
    found = dict(zip(asked, count(ctx, asked), strict=True))
    sums: dict[Counter | None, Waiting | None] = {None: None}
    for counter, each in told.items():
        known = [found[part] if isinstance(part, Tally) else part for part in each]
        whole = Waiting(sum(part.count for part in known), any(part.late for part in known))
        sums[counter] = whole if whole.count else None
    return sums


def parts(told: Told) -> list[Waiting | Tally]:
    """What a counter told, piece by piece."""
    if isinstance(told, int):
        return [Waiting(told)]
    if isinstance(told, Waiting | Tally):
        return [told]
    return [part for each in told for part in parts(each)]


def count(ctx: Any, many: Sequence[Tally]) -> list[Waiting]:
    """How many of each, and whether one of them is late: one statement whatever their number."""
    if not many:
        return []
    together = worded(tuple(many), frozenset(ctx.roles), ctx.standing.stores)
    connection = connections[together.using]
    given = [each.of(ctx, connection) if isinstance(each, Asked) else each for each in together.params]
    found = paging.told_by(together, given)
    return [Waiting(number, bool(late)) for number, late in (found.get(each, (0, 0)) for each in many)]


@lru_cache(maxsize=WORDINGS)
def worded(many: tuple[Tally, ...], roles: frozenset[str], stores: tuple[int, ...]) -> paging.Together:
    """The statement for everybody who holds these posts."""
    anybody = SimpleNamespace(
        roles=roles, standing=SimpleNamespace(stores=stores), **{name: Asked(name) for name in Asked.fields}
    )
    sets = {each: each.waits(anybody) for each in many}
    using = next(iter(sets.values())).rows.db
    return paging.together(
        using, {each: waits.marked for each, waits in sets.items()}, "COUNT(*), MAX(is_late)"
    )
