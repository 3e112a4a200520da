"""`begins`: what begins with the typed signs, found through an ordinary index on both databases."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Lookup

LAST = 0x10FFFF


def next_after(prefix: str) -> str:
    """The first text behind all that begin with the prefix, by code points; empty where there is none."""
    for at in range(len(prefix) - 1, -1, -1):
        following = ord(prefix[at]) + 1
        if following <= LAST:
            # Surrogates are no characters and stand in no database.
            return prefix[:at] + chr(0xE000 if 0xD800 <= following <= 0xDFFF else following)
    return ""


@CharField.register_lookup
class Begins(Lookup[Any]):
    """`.filter(plate_backwards__begins="669")`; on PostgreSQL the index has `text_pattern_ops`."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        start = str(self.rhs).replace("\0", "")
        end = next_after(start)
        if not start or not end:
            raise EmptyResultSet
        from_, below = ("~>=~", "~<~") if connection.vendor == "postgresql" else (">=", "<")
        return f"({column} {from_} %s AND {column} {below} %s)", (*params, start, *params, end)
