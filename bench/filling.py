"""Many orders at once: the last played ones multiplied set-based, with cars, lines, calls and journal.

What is recent is alike at every size: so many visits a day, of which the old ones are called and the cars
come again after fifty days. A larger size only reaches further back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from bench.store import ADVISORS, CARS, Founded
from zhangdian.aftercare.care.models import FollowUp
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import writing
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.people.customers.models import Customer, Vehicle

LINES = 2
JOURNAL = 1_000_000
APART = 9
"""Minutes between two visits."""
SEASON = 8_000
"""Visits until the same car comes again."""
VISITS = 10
"""How often it comes before another takes its place."""
SLOT = f"((n / {SEASON * VISITS}) * {SEASON} + n % {SEASON})"
DAYS_UNCALLED = 2
PLAYED = 40
"""So many orders at most were played before: what is measured keeps its own lines."""
ONE_IN = 10
"""So few customers are still to be called of a day that is long past."""


def fill(founded: Founded, orders: int) -> None:
    """Up to so many orders, with their cars and owners, lines, calls and entries."""
    with writing(), connection.cursor() as cursor, in_a_hurry(cursor):
        cars = SEASON * (orders // (SEASON * VISITS)) + min(orders % (SEASON * VISITS), SEASON) + 2 * CARS
        grow(cursor, Customer, cars, {"id_key": "''", "credit_code": "''", "phone_tail": tail("n")})
        owners = newest(cursor, Customer)
        grow(cursor, Vehicle, cars, {
            "plate": plate("n"), "plate_backwards": backwards("n"), "vin": "''", "vin_backwards": "''",
            "owner_id": f"{owners} - ({cars} - n)",
        })  # fmt: skip
        newest_car = newest(cursor, Vehicle)
        gone = before(f"n * {APART}")
        grow(cursor, RepairOrder, orders, {
            "state": "'left'", "number": number("n"), "plate": plate(f"{cars} - {SLOT}"), "place": "''",
            "vehicle_id": f"{newest_car} - {SLOT}", "customer_id": f"{owners} - {SLOT}",
            "advisor_id": one_of([founded.people[each] for each in ADVISORS]),
            "appointment_id": "NULL", "key_tag": "NULL", "arrived_at": gone, "exited_at": gone,
            "acted_at": gone, "promised_at": gone, "next_service_on": day(f"50 * 1440 - n * {APART}"),
            "service_due_on": day(f"45 * 1440 - n * {APART}"),
        }, only="exited_at IS NOT NULL AND number <> ''")  # fmt: skip
        last, filled = newest(cursor, RepairOrder), orders - PLAYED
        grow(cursor, OrderLine, orders * LINES, {
            "order_id": f"{last} - (n % {filled})", "from_advice_id": "NULL", "concern_id": "NULL",
            "finished_at": before(f"({orders} - n % {orders}) * {APART}"),
        }, only="finished_at IS NOT NULL AND from_advice_id IS NULL")  # fmt: skip
        call(cursor, FollowUp.Kind.SERVICE, f"exited_at < {before(str(DAYS_UNCALLED * 1440))}")
        call(cursor, FollowUp.Kind.REMINDER, f"exited_at < {before(str(30 * 1440))}")
        journal(cursor, min(orders, JOURNAL) if orders < JOURNAL / 10 else JOURNAL, last, filled)


@contextmanager
def in_a_hurry(cursor: Any) -> Iterator[None]:
    """No indexes and no look at foreign keys until all rows are in; then statistics as they would be."""
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
        yield
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("ANALYZE")
        return
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET maintenance_work_mem = '512MB'")
    tables = [each._meta.db_table for each in (Customer, Vehicle, RepairOrder, OrderLine, FollowUp, Entry)]
    cursor.execute(
        "SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indrelid = ANY(%s::regclass[]) AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)",
        [tables],
    )
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in indexes:
        cursor.execute(definition)
    cursor.execute("SET session_replication_role = origin")
    cursor.execute("VACUUM ANALYZE")


def series(last: int, first: int = 1) -> str:
    """First to last, in each database's way."""
    if connection.vendor == "postgresql":
        return f"generate_series({first}, {last}) AS s(n)"
    counting = f"WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last})"
    return f"({counting} SELECT n FROM s) AS s"


def grow(
    cursor: Any, model: type[models.Model], count: int, changed: dict[str, str], only: str = "1 = 1"
) -> None:
    """Up to so many rows, the new ones like one that stands, but for these columns."""
    table, present = model._meta.db_table, model._base_manager.count()
    if present >= count:
        return
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {series(count, present + 1)}, "
        f"(SELECT * FROM {table} WHERE {only} ORDER BY id DESC LIMIT 1) AS t"
    )


def call(cursor: Any, kind: FollowUp.Kind, only: str) -> None:
    """Customers of visits that left so long ago were reached, but for a few."""
    reached = "exited_at"
    columns = {
        "acted_at": reached, "version": "0", "kind": f"'{kind}'", "state": f"'{FollowUp.State.REACHED}'",
        "due_on": day("0"), "agreed_from": reached, "agreed_until": reached, "first_tried_at": reached,
        "next_is_agreed": "FALSE", "reached_at": reached, "words": "''", "outcome": "''",
        "entry_id": "entry_id", "order_id": "id", "store_id": "store_id",
    }  # fmt: skip
    cursor.execute(
        f"INSERT INTO care_followup ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
        f"FROM service_repairorder o WHERE state = 'left' AND {only} AND id % {ONE_IN} <> 0 AND NOT EXISTS "
        f"(SELECT 1 FROM care_followup f WHERE f.order_id = o.id AND f.kind = '{kind}')"
    )


def journal(cursor: Any, count: int, last_order: int, orders: int) -> None:
    """Up to so many entries with their claims, spread over the orders."""
    cursor.execute(
        "INSERT INTO kernel_claim (token, digest) "
        f"SELECT 'bench{count}-' || n, 'bench' FROM {series(count - Entry.objects.count())}"
    )
    columns = [str(field.column) for field in Entry._meta.concrete_fields]
    changed = {
        "id": "c.id",
        "root_id": f"{last_order} - (c.id % {orders})",
        "personal_text": "''",
        "personal_digest": "''",
    }
    values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f"INSERT INTO kernel_entry ({names}) SELECT {values} FROM kernel_claim c, "
        "(SELECT * FROM kernel_entry WHERE root_type = 'service.repairorder' AND personal_text = '' "
        "ORDER BY id DESC LIMIT 1) AS t WHERE c.digest = 'bench' AND NOT EXISTS "
        "(SELECT 1 FROM kernel_entry e WHERE e.id = c.id)"
    )


def newest(cursor: Any, model: type[models.Model]) -> int:
    cursor.execute(f"SELECT max(id) FROM {model._meta.db_table}")
    return int(cursor.fetchone()[0])


def text(expression: str, width: int) -> str:
    if connection.vendor == "postgresql":
        return f"lpad(({expression})::text, {width}, '0')"
    return f"printf('%0{width}d', {expression})"


def plate(expression: str) -> str:
    return f"'宁Y' || {text(expression, 6)}"


def backwards(expression: str) -> str:
    """Not the true mirror: long enough to fill the index."""
    return f"{text(expression, 6)} || 'Y宁'"


def tail(expression: str) -> str:
    return text(f"({expression}) % 10000", 4)


def number(expression: str) -> str:
    return f"'WL200101-' || {text(expression, 8)}"


def one_of(keys: list[int]) -> str:
    """One after the other."""
    cases = " ".join(f"WHEN {place} THEN {key}" for place, key in enumerate(keys))
    return f"CASE n % {len(keys)} {cases} END"


def before(minutes: str) -> str:
    """An instant so many minutes ago."""
    if connection.vendor == "postgresql":
        return f"now() - ({minutes}) * interval '1 minute'"
    return f"strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || ({minutes}) || ' minutes')"


def day(minutes: str) -> str:
    """The day so many minutes from now."""
    if connection.vendor == "postgresql":
        return f"(now() + ({minutes}) * interval '1 minute')::date"
    return f"date('now', ({minutes}) || ' minutes')"
