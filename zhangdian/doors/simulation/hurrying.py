"""Playing fast: what Django works out anew for every query, the columns of whole rows, is kept meanwhile.

Most of the time of a query of a wide table goes into writing down its columns. The play asks the same few
hundred shapes of queries ten thousand times, so their columns, joins and converters are worked out once.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler

Kept = tuple[Any, Any, list[tuple[str, Any]], dict[str, int]]
"""Columns, how rows become records, the joins they need, and how often each is referred to more."""


@contextmanager
def hurried() -> Iterator[None]:
    """Nothing watches the statements, rubbish is collected rarely, and columns are written down once."""
    debug, limits = settings.DEBUG, gc.get_threshold()
    settings.DEBUG = False
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    try:
        with kept_columns():
            yield
    finally:
        settings.DEBUG = debug
        gc.set_threshold(*limits)
        gc.unfreeze()


@contextmanager
def kept_columns() -> Iterator[None]:
    """Let this connection's compilers keep the columns of whole rows."""
    operations: Any = connection.ops
    usual = operations.compiler
    kept, converters = dict[Any, Kept](), dict[Any, Any]()

    class Keeping(KeepingCompiler, usual("SQLCompiler")):  # type: ignore[misc]
        columns_kept = kept
        converters_kept = converters

    operations.compiler = lambda name: Keeping if name == "SQLCompiler" else usual(name)
    try:
        yield
    finally:
        del operations.compiler


class KeepingCompiler(SQLCompiler):
    """Writes down the columns of a shape of query once."""

    columns_kept: dict[Any, Kept]
    converters_kept: dict[Any, Any]
    shape: Any = None

    def get_select(self, with_col_aliases: bool = False) -> Any:
        if not asks_whole_rows(self.query):
            return super().get_select(with_col_aliases)
        self.shape = shape_of(self.query), with_col_aliases
        if self.shape in self.columns_kept:
            columns, rows, joins, more = self.columns_kept[self.shape]
            join_again(self.query, joins, more)
            return columns, rows, {}
        before = dict(self.query.alias_refcount)
        columns, rows, named = super().get_select(with_col_aliases)
        self.columns_kept[self.shape] = columns, rows, *joined_since(self.query, before)
        return columns, rows, named

    def get_converters(self, expressions: Any) -> Any:
        listed = list(expressions)
        if self.shape is None or len(listed) != self.col_count or any(
            one is not column[0] for one, column in zip(listed[:2], self.select, strict=False)
        ):  # fmt: skip
            return super().get_converters(listed)
        if self.shape not in self.converters_kept:
            self.converters_kept[self.shape] = super().get_converters(listed)
        return self.converters_kept[self.shape]


def asks_whole_rows(query: Any) -> bool:
    """Whole rows of a model and of those it is selected with; nothing named, deferred or reckoned."""
    return bool(
        query.default_cols
        and query.selected is None
        and not query.extra_select
        and not query.annotation_select
        and not query.combinator
        and not query._filtered_relations
        and query.deferred_loading == (frozenset(), True)
    )


def shape_of(query: Any) -> Any:
    """What decides the columns: the model, what is selected with it, and the tables joined so far."""
    return (
        query.model,
        frozen(query.select_related),
        tuple(
            (alias, join.table_name, join.parent_alias, join.join_type, getattr(join, "join_field", None))
            for alias, join in query.alias_map.items()
        ),
    )


def frozen(related: Any) -> Any:
    if isinstance(related, dict):
        return tuple(sorted((name, frozen(below)) for name, below in related.items()))
    return related


def joined_since(query: Any, before: dict[str, int]) -> tuple[list[tuple[str, Any]], dict[str, int]]:
    joins = [(alias, join) for alias, join in query.alias_map.items() if alias not in before]
    more = {
        alias: count - before.get(alias, 0)
        for alias, count in query.alias_refcount.items()
        if count != before.get(alias, 0)
    }
    return joins, more


def join_again(query: Any, joins: list[tuple[str, Any]], more: dict[str, int]) -> None:
    """The same joins as when the columns were first written down."""
    for alias, join in joins:
        query.alias_map[alias] = join
        query.table_map[join.table_name] = [*query.table_map.get(join.table_name, ()), alias]
    for alias, count in more.items():
        query.alias_refcount[alias] = query.alias_refcount.get(alias, 0) + count
