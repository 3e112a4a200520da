"""The believable store's data, row by row; empty cells are unknown, – does not apply."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """All rows of one file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return tuple(
            {key: ("" if cell == "–" else cell) for key, cell in row.items()} for row in csv.DictReader(file)
        )


def number(cell: str, default: str = "0") -> Decimal:
    return Decimal(cell or default)


def whole(cell: str) -> int | None:
    return int(Decimal(cell)) if cell else None


def true(cell: str) -> bool:
    return cell.strip().lower() == "true"


@cache
def values(name: str = "rates") -> dict[str, Decimal]:
    """Key → value of a two-column table of figures."""
    return {row["key"]: Decimal(row["value"]) for row in table(name) if _is_number(row["value"])}


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def rate(key: str) -> float:
    """A rate of the believable store as a share of one."""
    return float(values()[key]) / 100


def pick_list(name: str) -> Iterator[tuple[str, float]]:
    """Texts of one list of reasons with their shares."""
    for row in table("reasons"):
        if row["list"] == name:
            yield row["text_zh"], float(row["share_pct"])
