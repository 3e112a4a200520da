"""The written duties as the house ships them, row by row."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "duties.csv"


@dataclass(frozen=True)
class DutyRow:
    """One row of a job description, and what the program does for it."""

    code: str
    source: str
    posts: str
    posts_english: str
    sentence: str
    kind: str
    area: str
    does: str
    check_that: str


@cache
def rows() -> tuple[DutyRow, ...]:
    """Every row of duties.csv, in its order."""
    with FILE.open(encoding="utf-8") as file:
        return tuple(
            DutyRow(
                code=row["id"],
                source=row["source"],
                posts=row["post_zh"],
                posts_english=row["post_en"],
                sentence=row["duty_zh"],
                kind=row["kind"],
                area=row["area"],
                does=row["system_en"],
                check_that=row["check_en"],
            )
            for row in csv.DictReader(file)
        )
