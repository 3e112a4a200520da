"""Many orders at once: the last played ones multiplied set-based, with cars, lines and journal."""

from typing import Any

from django.db import connection, models

from bench.store import Founded
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import writing
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.people.customers.models import Customer, Vehicle

LINES = 2
JOURNAL = 1_000_000


def fill(founded: Founded, orders: int) -> None:
    """Up to so many orders; a tenth as many cars and owners, lines, and as many entries."""
    with writing(), connection.cursor() as cursor:
        cars = max(orders // 10, 1)
        grow(cursor, Customer, cars, {"id_key": "''", "credit_code": "''", "phone_tail": tail("n")})
        owners = newest(cursor, Customer)
        grow(cursor, Vehicle, cars, {
            "plate": plate("n"), "plate_backwards": backwards("n"), "vin": "''", "vin_backwards": "''",
            "owner_id": f"{owners} - (n % {cars})",
        })  # fmt: skip
        newest_car = newest(cursor, Vehicle)
        hours = before("n")
        grow(cursor, RepairOrder, orders, {
            "state": "'left'", "number": number("n"), "plate": plate(f"n % {cars}"), "place": "''",
            "vehicle_id": f"{newest_car} - (n % {cars})", "customer_id": f"{owners} - (n % {cars})",
            "appointment_id": "NULL", "key_tag": "NULL",
            "arrived_at": hours, "exited_at": hours, "acted_at": hours,
        }, only="exited_at IS NOT NULL AND number <> ''")  # fmt: skip
        last = newest(cursor, RepairOrder)
        grow(cursor, OrderLine, orders * LINES, {
            "order_id": f"{last} - (n % {orders})", "from_advice_id": "NULL", "concern_id": "NULL",
        }, only="finished_at IS NOT NULL AND from_advice_id IS NULL")  # fmt: skip
        entries = min(orders * 25, JOURNAL) - Entry.objects.count()
        if entries > 0:
            journal(cursor, entries, last, orders)
        cursor.execute("ANALYZE")


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


def journal(cursor: Any, count: int, last_order: int, orders: int) -> None:
    """Entries with their claims, spread over the orders."""
    cursor.execute(
        f"INSERT INTO kernel_claim (token, digest) SELECT 'bench{count}-' || n, 'bench' FROM {series(count)}"
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


def before(expression: str) -> str:
    """Backwards from now, a visit every nine minutes."""
    if connection.vendor == "postgresql":
        return f"now() - ({expression}) * interval '9 minutes'"
    return f"strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || (({expression}) * 9) || ' minutes')"
