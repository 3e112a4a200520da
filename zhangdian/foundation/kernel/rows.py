"""Rows as they are written and found in every act: each statement is worded once per kind of record.

Django words a statement anew for every row; where thousands of rows of few kinds are written, that is most of
the work. A value here is a value, never an expression.
"""

import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache, wraps
from importlib import import_module
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models
from django.db.models import query
from django.db.models.expressions import Col
from django.db.models.functions import Cast

MOST_PLACES = 900
"""Placeholders of one statement; SQLite of old takes 999."""


MOST_PREPARED = 1_000
"""Statements that a connection to PostgreSQL keeps prepared: one visit asks more than the usual hundred."""


LONGEST_READ = 16_000
"""Letters of a statement that is remembered; a whole order and what stands beside it has six thousand."""


def keep_prepared(connection: Any, **_: Any) -> None:
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = MOST_PREPARED
        keep_read()


@cache
def keep_read() -> None:
    """Let the driver remember how it read as many statements; of itself it remembers 128, and short ones.

    There is no public place to say so: the names are pinned by the lock, and test_rows tells if they move.
    A house on SQLite never loads the driver.
    """
    reading: Any = import_module("psycopg._queries")
    reading._query2pg = lru_cache(MOST_PREPARED)(reading._query2pg_nocache)
    reading.MAX_CACHED_STATEMENT_LENGTH = LONGEST_READ


def cursor() -> Any:
    """The cursor of this connection, kept from one statement to the next; who asks reads every answer.

    To make one costs as much as to ask a small question. Where the statements are logged, each has its own.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    link, kept = vars(here).get("kept_cursor", (None, None))
    if link is None or link is not here.connection or here.queries_logged:
        kept = here.cursor()
        here.kept_cursor = here.connection, kept
    return kept


def _quoted(name: Any) -> str:
    return str(connection.ops.quote_name(name))


@cache
def _columns(model: type[models.Model], keyed: bool) -> list[Any]:
    """The columns of a new row; one that gets its key from the database goes without."""
    return [f for f in model._meta.concrete_fields if not (keyed and f.primary_key)]


Told = list[tuple[Any, str, bool, bool, Any]]
"""Columns, each with its name, whether a plain value is kept as it is, whether nothing is, and of a column of
days or instants what it holds."""


def _told(columns: Iterable[Any]) -> Told:
    return [
        (f, f.attname, type(f) in KEPT_AS_THEY_ARE, not f.is_relation, HOLDS.get(type(f))) for f in columns
    ]


@cache
def _told_of_new(model: type[models.Model], keyed: bool) -> Told:
    return _told(_columns(model, keyed))


def _values(told: Told, rows: Iterable[Any]) -> list[Any]:
    """What stands in these columns, row by row."""
    ops = connections[DEFAULT_DB_ALIAS].ops
    sent = {datetime: ops.adapt_datetimefield_value, date: ops.adapt_datefield_value}
    found = []
    for row in rows:
        state = row.__dict__
        for column, name, plain, nothing, holds in told:
            value = state.get(name, _ABSENT)
            kind = value.__class__
            if (plain and kind in PLAIN) or (value is None and nothing):
                found.append(value)
            elif kind is holds:
                found.append(sent[holds](value))
            else:
                found.append(_kept(column, row))
    return found


@cache
def _insertion(model: type[models.Model], keyed: bool, count: int, or_keep: bool) -> str:
    columns, quote = _columns(model, keyed), _quoted
    row = f"({', '.join(['%s'] * len(columns))})"
    names = ", ".join(quote(f.column) for f in columns)
    answer = " ON CONFLICT DO NOTHING" if or_keep else ""
    answer += f" RETURNING {quote(model._meta.pk.column)}" if keyed else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {', '.join([row] * count)}{answer}"


def insert(model: type[models.Model], rows: Sequence[Any], *, or_keep: bool = False) -> None:
    """Write new rows of one kind; they learn their keys. One that brings its key may be there already."""
    keyed = all(row.pk is None for row in rows)
    columns = _columns(model, keyed)
    at_once = max(1, MOST_PLACES // len(columns))
    for first in range(0, len(rows), at_once):
        some = rows[first : first + at_once]
        values = _values(_told_of_new(model, keyed), some)
        asking = cursor()
        asking.execute(_insertion(model, keyed, len(some), or_keep), values)
        keys = asking.fetchall() if keyed else []
        for row, (key,) in zip(some, keys, strict=True) if keyed else ():
            row.pk = key
        for row in some:
            row._state.adding, row._state.db = False, connection.alias


def insert_read(model: type[models.Model], asked: Any, values: Mapping[str, Any]) -> int:
    """Write new rows that the database reads itself, all in one statement; how many there are.

    Column → what stands in it, as the question tells it; the others have their defaults. What a constraint
    holds to be there already is left as it is. The question must have a condition: without one SQLite would
    take what follows for that of a join.
    """
    columns = _columns(model, keyed=True)
    told = {f.column: _typed(f, values.get(f.attname, _ABSENT)) for f in columns}
    asked = asked.order_by().annotate(**{f"new_{name}": value for name, value in told.items()})
    sql, params = asked.values_list(*(f"new_{name}" for name in told)).query.sql_with_params()
    names = ", ".join(map(_quoted, told))
    asking = cursor()
    asking.execute(
        f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) {sql} ON CONFLICT DO NOTHING", params
    )
    return int(asking.rowcount)


_ABSENT: Any = object()


def _typed(field: Any, value: Any) -> Any:
    """An expression of the column's own kind; PostgreSQL wants to be told it."""
    value = field.get_default() if value is _ABSENT else value
    told = (
        value if hasattr(value, "resolve_expression") else models.Value(value, output_field=_of_kind(field))
    )
    return Cast(told, _of_kind(field)) if connection.vendor == "postgresql" else told


def _of_kind(field: Any) -> Any:
    """The kind of its values; of a foreign key those of the key it holds."""
    return field.target_field if field.is_relation else field


PLAIN = frozenset({str, int, bool})
KEPT_AS_THEY_ARE = frozenset(
    {
        models.BigAutoField,
        models.BigIntegerField,
        models.BooleanField,
        models.CharField,
        models.ForeignKey,
        models.IntegerField,
        models.PositiveIntegerField,
        models.PositiveSmallIntegerField,
        models.TextField,
    }
)
"""Columns to which Django adds nothing when they hold a plain text, number or yes, or nothing."""


HOLDS: dict[type, type] = {models.DateField: date, models.DateTimeField: datetime}
"""Of a column of days or instants what it holds: no day stands for an instant."""


def _kept(field: Any, row: Any) -> Any:
    """The value as a column keeps it; a record that was saved after it was pointed at is there by its key."""
    value = getattr(row, field.attname)
    if HOLDS.get(type(field)) is type(value):
        return _sent(value)
    if field.is_relation and value is None:
        if not field.is_cached(row):
            return None
        setattr(row, field.attname, getattr(field.get_cached_value(row), "pk", None))
    return field.get_db_prep_save(field.pre_save(row, True), connection)


@cache
def _counting(model: type[models.Model], unique: tuple[str, ...], counted: str, count: int) -> str:
    table, column = _quoted(model._meta.db_table), _quoted(counted)
    names = [*unique, counted]
    row = f"({', '.join(['%s'] * len(names))})"
    return (
        f"INSERT INTO {table} ({', '.join(map(_quoted, names))}) VALUES {', '.join([row] * count)} "
        f"ON CONFLICT ({', '.join(map(_quoted, unique))}) "
        f"DO UPDATE SET {column} = {table}.{column} + excluded.{column} "
        f"RETURNING {', '.join(map(_quoted, names))}"
    )


def count_up(counters: Sequence[Any], unique: tuple[str, ...], counted: str) -> list[int]:
    """Add what these counters bring to those that stand under their keys; tells what each has reached.

    They are locked in the order in which they are given.
    """
    columns, kind = [*unique, counted], typing.cast(Any, type(counters[0]))
    given = [_sent(getattr(each, name)) for each in counters for name in columns]
    asking = cursor()
    asking.execute(_counting(kind, unique, counted, len(counters)), given)
    reached = {tuple(map(str, row[:-1])): int(row[-1]) for row in asking.fetchall()}
    return [reached[tuple(str(getattr(each, name)) for name in unique)] for each in counters]


@cache
def _change(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, Told]:
    meta, quote = model._meta, _quoted
    columns = [f for f in meta.concrete_fields if f.attname in names]
    assigned = ", ".join(f"{quote(f.column)} = %s" for f in columns)
    where = f"WHERE {quote(meta.pk.column)} = %s"
    return f"UPDATE {quote(meta.db_table)} SET {assigned} {where}", _told([*columns, meta.pk])


def change(model: type[models.Model], rows: Iterable[Any], names: Iterable[str]) -> None:
    """Write these columns of rows that are there."""
    sql, told = _change(model, tuple(sorted(names)))
    values = [_values(told, [row]) for row in rows]
    asking = cursor()
    if len(values) == 1:
        asking.execute(sql, values[0])
    else:
        asking.executemany(sql, values)
    if asking.rowcount != len(values):
        gone = f"{len(values) - asking.rowcount} of {[row[-1] for row in values]}"
        raise DatabaseError(f"{model._meta.label}: {gone} are not there any more")


FIRST_MARK = -7_000_001
"""While a query is worded, marks stand for the values: keys that no row has, as numbers or as text."""
FIRST_INSTANT, FIRST_DAY = datetime(1, 2, 1, tzinfo=UTC), date(1, 2, 1)
"""The same for instants and days: long before anybody kept anything."""


def _mark(place: int, like: Any = 0) -> Any:
    if isinstance(like, datetime):
        return FIRST_INSTANT + timedelta(minutes=place)
    if isinstance(like, date):
        return FIRST_DAY + timedelta(days=place)
    return FIRST_MARK - place


def _sent(value: Any) -> Any:
    """A key, a text, an instant or a day as the database takes it."""
    if type(value) is int or type(value) is str:
        return value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return str(value) if isinstance(value, str) else value


READ_BY_SQLITE = frozenset({models.BooleanField, models.DateField, models.DateTimeField})
"""Columns that SQLite's own reader turns into what they hold (sqlite/base.py): nothing is left to turn."""


def _comes_as_it_is(turns: Sequence[Any], column: Any) -> bool:
    plain = isinstance(column, Col) and type(column.output_field) in READ_BY_SQLITE
    return connection.vendor == "sqlite" and plain and len(turns) == 1


class Question:
    """A query with all that it selects; asked again with other values in its places.

    It keeps what Django's compiler says of the query; test_rows compares its answers with Django's own.
    """

    def __init__(self, asked: Any, marked: Sequence[Any]) -> None:
        compiler = asked.query.get_compiler(connection.alias)
        self.text, values = compiler.as_sql()
        marks = {str(_sent(mark)): place for place, mark in enumerate(marked)}
        self.values = [(marks.get(str(value)), value) for value in values]
        self.alias = connection.alias
        self.lookups = asked._prefetch_related_lookups
        self.locks = getattr(asked, "_locks", False)
        about, columns = compiler.klass_info, [column[0] for column in compiler.select]
        found = compiler.get_converters(columns)
        self.turns = [(place, *how) for place, how in found.items() if not _comes_as_it_is(*how)]
        self.plain = asked._iterable_class is not query.ModelIterable
        self.flat = asked._iterable_class is query.FlatValuesListIterable
        if self.plain:
            return
        self.own = slice(about["select_fields"][0], about["select_fields"][-1] + 1)
        self.names = [column.target.attname for column in columns[self.own]]
        self.model = about["model"]
        populators: Any = query.get_related_populators
        self.beside = populators(about, compiler.select, connection.alias)

    def ask(self, *given: Any) -> list[Any]:
        """The records, or the values, with the given ones in the places of the marks."""
        values = [value if place is None else _sent(given[place]) for place, value in self.values]
        asking = cursor()
        asking.execute(self.text, values)
        listed = asking.fetchall()
        found = [self._turned(list(row)) for row in listed]
        if self.plain:
            return [row[0] for row in found] if self.flat else [tuple(row) for row in found]
        records = [self._record(row) for row in found]
        if self.lookups:
            models.prefetch_related_objects(records, *self.lookups)
        return records

    def _turned(self, row: list[Any]) -> list[Any]:
        for place, turns, column in self.turns:
            for turn in turns:
                row[place] = turn(row[place], column, connection)
        return row

    def _record(self, row: list[Any]) -> Any:
        record = self.model.from_db(self.alias, self.names, row[self.own])
        for each in self.beside:
            each.populate(row, record)
        if self.locks:
            record.locked = True
        return record


@cache
def _equal(model: Any, empty: tuple[str, ...], equal: tuple[str, ...]) -> Question:
    marks = [_mark(place) for place in range(len(equal))]
    marked = dict(zip(equal, marks, strict=True))
    return Question(model._base_manager.filter(**marked, **dict.fromkeys(empty)), marks)


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


def worded(words: Callable[..., Any]) -> Callable[..., list[Any]]:
    """A reading that is worded once: `words` gives the query for who asks, and for keys, texts and days.

    Called again it only changes the values. A list is a list of keys; an empty one finds nothing, and how
    often one stands in it says nothing. None, yes or no, and kinds of records belong to the words.
    """

    @lru_cache(maxsize=512)
    def question(shape: tuple[Any, ...]) -> Question | None:
        marks: list[Any] = []

        def mark(like: Any = 0) -> Any:
            marks.append(_mark(len(marks), like))
            return marks[-1]

        given: list[Any] = []
        for kind, what in shape:
            if kind == "who":
                given.append(_Anybody(mark(), tuple(mark() for _ in range(what))))
            elif kind == "keys":
                given.append([mark() for _ in range(what)])
            else:
                given.append(what if kind == "word" else mark(LIKE[what]))
        try:
            return Question(words(*given), marks)
        except EmptyResultSet:
            if ("who", 0) in shape:  # who stands in no store sees no store's records
                return None
            raise  # a mark has no place in a column of small numbers: such a number belongs to the words

    @wraps(words)
    def ask(*given: Any) -> list[Any]:
        shape: list[tuple[str, Any]] = []
        values: list[Any] = []
        for each in given:
            if each is None or isinstance(each, bool | type):
                shape.append(("word", each))
            elif isinstance(each, int | str | date):
                shape.append(("value", next(kind for kind in LIKE if isinstance(each, kind))))
                values.append(each)
            elif hasattr(each, "store_id"):
                shape.append(("who", len(each.standing.stores)))
                values += [each.store_id, *each.standing.stores]
            elif keys := _filled(list(each)):
                shape.append(("keys", len(keys)))
                values += keys
            else:
                return []
        asked = question(tuple(shape))
        return asked.ask(*values) if asked else []

    return ask


STEP = 4096
"""From so many keys on the places of a list grow by as many."""


def _filled(keys: list[Any]) -> list[Any]:
    """As many as the next power of two, the last one again and again.

    Else each length of a list would be a statement of its own, worded, kept and prepared: those of every
    length of what grows by the day would fill the memory.
    """
    count = len(keys)
    if not count:
        return keys
    places = 1 << (count - 1).bit_length() if count <= STEP else -(-count // STEP) * STEP
    return keys + keys[-1:] * (places - count)


LIKE: dict[type, Any] = {int: 0, str: 0, datetime: FIRST_INSTANT, date: FIRST_DAY}
"""Kinds of values that may stand in the places of a question, an instant before a day."""


@worded
def _whole(who: Any, model: Any, key: Any, for_acts: bool, locked: bool) -> Any:
    asked = model.objects.all() if who is None else model.objects.of(who)
    asked = (asked.for_acts() if for_acts else asked).filter(pk=key)
    return asked.lock() if locked else asked


def whole(ctx: Any, model: Any, key: int, *, for_acts: bool = True, lock: bool = False) -> Any:
    """The record with all that its acts read, or only itself; None where it is not there for who asks.

    Without a context it is there for everybody.
    """
    return next(iter(_whole(ctx, model, key, for_acts, lock)), None)


@worded
def _these(who: Any, model: Any, keys: list[int], for_acts: bool, locked: bool) -> Any:
    asked = model.objects.all() if who is None else model.objects.of(who)
    asked = (asked.for_acts() if for_acts else asked).filter(pk__in=keys).order_by("pk")
    return asked.lock() if locked else asked


def these(ctx: Any, model: Any, keys: list[int], *, for_acts: bool = False, lock: bool = False) -> list[Any]:
    """Those of these records that are there for who asks, by their keys."""
    return _these(ctx, model, keys, for_acts, lock)


@worded
def _root_of(who: Any, part: Any, key: Any, above: Any) -> Any:
    mine = part.objects.of(who).filter(pk=key).values(part.root)
    return above.objects.of(who).for_acts().filter(pk__in=mine).lock()


def root_of(ctx: Any, part: Any, key: int, above: Any) -> Any:
    """The record that acts on this part lock, locked; None where the part is not there for who asks."""
    return next(iter(_root_of(ctx, part, key, above)), None)


@cache
def _parts(model: Any, root: str) -> Question:
    mark = _mark(0)
    return Question(model.objects.filter(**{root: mark}).for_acts(), [mark])


def parts(model: Any, root: str, record: Any) -> list[Any]:
    """All parts of one kind of this record, each with all that acts read of it, in their order."""
    found = _parts(model, root).ask(record.pk)
    for part in found:
        setattr(part, root, record)
    return found
