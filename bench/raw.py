"""The raw side: the rows that acts wrote, written again by the bare driver in as many transactions."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection

INSERT = re.compile(r"INSERT INTO \"?(\w+)\"? \(([^)]*)\)", re.IGNORECASE)
WRITES = ("INSERT", "UPDATE", "DELETE")
Statement = tuple[str, Sequence[Any]]
Transaction = list[Statement]


@dataclass
class Recorder:
    """Listens to the connection while acts are carried out."""

    transactions: list[Transaction] = field(default_factory=list)
    statements: int = 0
    _open: Transaction = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements += 1
        answer = execute(sql, params, many, context)
        if sql.lstrip()[:6].upper() in WRITES:
            self._open.append((sql, [tuple(row) for row in params] if many else tuple(params or ())))
            if not connection.in_atomic_block:
                self.end()
        return answer

    def end(self) -> None:
        """An act has committed, or a statement that stood for itself."""
        if self._open:
            self.transactions.append(self._open)
            self._open = []


@contextmanager
def recording() -> Iterator[Recorder]:
    """Record until the block ends; every commit closes a transaction."""
    recorder = Recorder()
    connection.ensure_connection()
    link: Any = connection
    wrapped = link._commit

    def committed() -> Any:
        answer = wrapped()
        recorder.end()
        return answer

    link._commit = committed
    try:
        with connection.execute_wrapper(recorder):
            yield recorder
    finally:
        recorder.end()
        del link._commit


class Driver:
    """The driver without Django: prepared where it can be, one commit a transaction."""

    def __init__(self) -> None:
        parameters = connection.get_connection_params()
        self.is_sqlite = connection.vendor == "sqlite"
        if self.is_sqlite:
            name = connection.settings_dict["NAME"]
            self.link: Any = sqlite3.connect(name, timeout=20, isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                self.link.execute(f"PRAGMA {pragma}")
        else:
            wanted = ("dbname", "user", "password", "host", "port")
            self.link = psycopg.connect(
                **{name: parameters[name] for name in wanted if parameters.get(name)}, prepare_threshold=5
            )

    def write(self, transactions: Sequence[Transaction]) -> float:
        """Write them all; tells the seconds."""
        begun = time.perf_counter()
        cursor = self.link.cursor()
        for transaction in transactions:
            if self.is_sqlite:
                cursor.execute("BEGIN IMMEDIATE")
            for sql, params in transaction:
                # One statement for many rows is a list of them.
                (cursor.executemany if isinstance(params, list) else cursor.execute)(sql, params)
            self.link.commit() if not self.is_sqlite else cursor.execute("COMMIT")
        return time.perf_counter() - begun

    def close(self) -> None:
        self.link.close()


# Rows with their keys -------------------------------------------------------------------------------

GROUP = re.compile(r"\(((?:%s)(?:, ?%s)*)\)")
OWN_KEYS = {"kernel_entry", "kernel_counter", "kernel_frozenpage"}
"""Tables whose rows bring their key, or to whose key nothing points."""


class Keys:
    """The key that each recorded row got: in one connection they are given in the order of the rows.

    Made before the recording begins: it notes the last key of every table, whether its row stands or not.
    """

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT name, seq FROM sqlite_sequence")
            else:
                cursor.execute(
                    "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
                )
            self.last = {name.removesuffix("_id_seq"): int(value) for name, value in cursor.fetchall()}

    def take(self, table: str, count: int) -> list[int]:
        first = self.last.get(table, 0) + 1
        self.last[table] = first + count - 1
        return list(range(first, first + count))


def with_keys(transactions: Sequence[Transaction], keys: Keys) -> list[Transaction]:
    """The same rows with their keys written out, so that several clients may write them in any order."""
    return [[with_key(sql, params, keys) for sql, params in each] for each in transactions]


def with_key(sql: str, params: Sequence[Any], keys: Keys) -> Statement:
    hit = INSERT.match(sql)
    if hit is None or hit.group(1) in OWN_KEYS:
        return sql, params
    table, columns = hit.group(1), hit.group(2)
    rest = sql[hit.end() :]
    if "UNNEST" in rest[:40].upper():
        ids = keys.take(table, len(params[0]))
        head, tail = rest.split("UNNEST(", 1)
        return f'INSERT INTO "{table}" (id, {columns}){head}UNNEST((%s)::bigint[], {tail}', (ids, *params)
    groups = list(GROUP.finditer(rest))
    ids, written, given = keys.take(table, len(groups)), [], list(params)
    width = len(groups[0].group(1).split(","))
    for place, group in enumerate(groups):
        written.append(f"(%s, {group.group(1)})")
        given.insert(place * (width + 1), ids[place])
    tail = rest[groups[-1].end() :]
    return f'INSERT INTO "{table}" (id, {columns}) VALUES {", ".join(written)}{tail}', tuple(given)


def for_driver(transactions: Sequence[Transaction]) -> list[Transaction]:
    """The same statements with the driver's own marks for parameters."""
    if connection.vendor != "sqlite":
        return list(transactions)
    return [[(sql.replace("%s", "?"), params) for sql, params in each] for each in transactions]
