"""The kinds of matters that the house ships; from then on they are the store's own."""

import csv
from dataclasses import dataclass
from functools import cache

from zhangdian.management.duties.timetables import DATA


@dataclass(frozen=True)
class KindRow:
    """One shipped kind: an example that the store changes."""

    name: str
    posts: str = ""
    answered_by: str = ""
    decided_by: str = ""
    hours: int = 0
    days: int = 0
    moves_stock: bool = False
    hint: str = ""
    order: int = 50


@cache
def shipped() -> tuple[KindRow, ...]:
    """matter_kinds.csv, in its order."""
    with (DATA / "matter_kinds.csv").open(encoding="utf-8") as file:
        return tuple(
            KindRow(
                row["name"],
                row["posts"],
                row["answered_by"],
                row["decided_by"],
                int(row["hours"]),
                int(row["days"]),
                row["moves_stock"] == "1",
                row["hint"],
                order * 10,
            )
            for order, row in enumerate(csv.DictReader(file), 1)
        )
