"""The house's own examples of the trade's facts, as files beside the room."""

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"


def lines_of(name: str) -> list[dict[str, str]]:
    """One of the files, row by row."""
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
