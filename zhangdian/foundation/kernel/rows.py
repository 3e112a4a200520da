"""Rows as they are written and found in every act: each statement is worded once per kind of record.

Django words a statement anew for every row; where thousands of rows of few kinds are written, that is most of
the work. A value here is a value, never an expression.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection, models
from django.db.models import query

MOST_PLACES = 900
"""Placeholders of one statement; SQLite of old takes 999."""


def _quoted(name: Any) -> str:
    return str(connection.ops.quote_name(name))


@cache
def _columns(model: type[models.Model], keyed: bool) -> list[Any]:
    """The columns of a new row; one that gets its key from the database goes without."""
    return [f for f in model._meta.concrete_fields if not (keyed and f.primary_key)]


@cache
def _insertion(model: type[models.Model], keyed: bool, count: int) -> str:
    columns, quote = _columns(model, keyed), _quoted
    row = f"({', '.join(['%s'] * len(columns))})"
    names = ", ".join(quote(f.column) for f in columns)
    answer = f" RETURNING {quote(model._meta.pk.column)}" if keyed else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {', '.join([row] * count)}{answer}"


def insert(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Write new rows of one kind; they learn their keys."""
    keyed = all(row.pk is None for row in rows)
    columns = _columns(model, keyed)
    at_once = max(1, MOST_PLACES // len(columns))
    for first in range(0, len(rows), at_once):
        some = rows[first : first + at_once]
        values = [_kept(f, row) for row in some for f in columns]
        with connection.cursor() as cursor:
            cursor.execute(_insertion(model, keyed, len(some)), values)
            keys = cursor.fetchall() if keyed else []
        for row, (key,) in zip(some, keys, strict=True) if keyed else ():
            row.pk = key
        for row in some:
            row._state.adding, row._state.db = False, connection.alias


def _kept(field: Any, row: Any) -> Any:
    """The value of a column; a record that was saved after it was pointed at is pointed at by its key."""
    if field.is_relation and getattr(row, field.attname) is None and field.is_cached(row):
        setattr(row, field.attname, getattr(field.get_cached_value(row), "pk", None))
    return field.get_db_prep_save(field.pre_save(row, True), connection)


@cache
def _change(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    meta, quote = model._meta, _quoted
    columns = [f for f in meta.concrete_fields if f.attname in names]
    assigned = ", ".join(f"{quote(f.column)} = %s" for f in columns)
    where = f"WHERE {quote(meta.pk.column)} = %s"
    return f"UPDATE {quote(meta.db_table)} SET {assigned} {where}", [*columns, meta.pk]


def change(model: type[models.Model], rows: Iterable[Any], names: Iterable[str]) -> None:
    """Write these columns of rows that are there."""
    sql, columns = _change(model, tuple(sorted(names)))
    values = [[f.get_db_prep_save(getattr(row, f.attname), connection) for f in columns] for row in rows]
    with connection.cursor() as cursor:
        if len(values) == 1:
            cursor.execute(sql, values[0])
            if cursor.rowcount != 1:
                raise DatabaseError(f"{model._meta.label} {values[0][-1]} is not there any more")
        else:
            cursor.executemany(sql, values)


FIRST_MARK = -7_000_001
"""While a query is worded, marks stand for the values: keys that no row has, as numbers or as text."""


def _mark(place: int) -> int:
    return FIRST_MARK - place


class Question:
    """A query of whole rows with all that it selects with them; asked again with other values in its places.

    It keeps what Django's compiler says of the query; test_rows compares its answers with Django's own.
    """

    def __init__(self, asked: Any, places: int) -> None:
        compiler = asked.query.get_compiler(connection.alias)
        self.text, values = compiler.as_sql()
        marks = {str(_mark(place)): place for place in range(places)}
        self.values = [(marks.get(str(value)), value) for value in values]
        self.lookups = asked._prefetch_related_lookups
        about, columns = compiler.klass_info, [column[0] for column in compiler.select]
        self.turns = [(place, *how) for place, how in compiler.get_converters(columns).items()]
        self.own = slice(about["select_fields"][0], about["select_fields"][-1] + 1)
        self.names = [column.target.attname for column in columns[self.own]]
        self.model = about["model"]
        populators: Any = query.get_related_populators
        self.beside = populators(about, compiler.select, connection.alias)

    def ask(self, *given: Any) -> list[Any]:
        """The records, with the given values (keys and texts) in the places of the marks."""
        values = [value if place is None else given[place] for place, value in self.values]
        with connection.cursor() as cursor:
            cursor.execute(self.text, values)
            listed = cursor.fetchall()
        found = [self._record(list(row)) for row in listed]
        if self.lookups:
            models.prefetch_related_objects(found, *self.lookups)
        return found

    def _record(self, row: list[Any]) -> Any:
        for place, turns, column in self.turns:
            for turn in turns:
                row[place] = turn(row[place], column, connection)
        record = self.model.from_db(connection.alias, self.names, row[self.own])
        for each in self.beside:
            each.populate(row, record)
        return record


@cache
def _equal(model: Any, empty: tuple[str, ...], equal: tuple[str, ...]) -> Question:
    marked = {name: _mark(place) for place, name in enumerate(equal)}
    return Question(model._base_manager.filter(**marked, **dict.fromkeys(empty)), len(equal))


def find(model: Any, *, empty: tuple[str, ...] = (), **equal: Any) -> list[Any]:
    """Rows of one kind with these values, and with nothing in the columns of `empty`, in their order."""
    return _equal(model, empty, tuple(equal)).ask(*equal.values())


@dataclass(frozen=True)
class _Anybody:
    """Stands for whoever asks while a question is worded."""

    store_id: int
    stores: tuple[int, ...]

    @property
    def standing(self) -> "_Anybody":
        return self


@cache
def _whole(model: Any, stores: int | None, for_acts: bool, locked: bool) -> Question:
    key, store, *sharing = map(_mark, range(2 + (stores or 0)))
    asked = model.objects.all() if stores is None else model.objects.of(_Anybody(store, tuple(sharing)))
    asked = (asked.for_acts() if for_acts else asked).filter(pk=key)
    return Question(asked.lock() if locked else asked, 2 + (stores or 0))


def whole(ctx: Any, model: Any, key: int, *, for_acts: bool = True, lock: bool = False) -> Any:
    """The record with all that its acts read, or only itself; None where it is not there for who asks.

    Without a context it is there for everybody.
    """
    stores = None if ctx is None else ctx.standing.stores
    sharing = None if stores is None else len(stores)
    try:
        found = _whole(model, sharing, for_acts, lock).ask(key, ctx and ctx.store_id, *(stores or ()))
    except EmptyResultSet:  # who stands in no store sees no store's records
        return None
    if not found:
        return None
    if lock:
        found[0].locked = True
    return found[0]
