"""Gapless numbers of documents per store, kind and day: drawn last in the act that makes the paper valid."""

from datetime import date

from django.db import connection


def draw(store_id: int, kind: str, day: date) -> str:
    """The next number, e.g. `WL261123-0006`; the counter's row stays locked until the act commits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_counter (store_id, kind, day, value) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (store_id, kind, day) DO UPDATE SET value = kernel_counter.value + 1 "
            "RETURNING value",
            [store_id, kind, day],
        )
        (value,) = cursor.fetchone()
    return f"{kind}{day:%y%m%d}-{value:04d}"
