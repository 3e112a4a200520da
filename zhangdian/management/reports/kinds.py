"""The registry of reports: title, author, receiver, period, hour, and what stands in each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from zhangdian.foundation.ui.writing import NOTHING, figure, money
from zhangdian.foundation.ui.xlsx import ColumnKind
from zhangdian.people.organization.roles import Role

Cell = str | int | Decimal | None


class Period(StrEnum):
    """What a report is about, seen from the day on which it is delivered."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST_MONTH = "last month"


@dataclass(frozen=True)
class Heading:
    """A column of a table."""

    text: str
    kind: ColumnKind = ColumnKind.TEXT

    @property
    def is_number(self) -> bool:
        return self.kind in (ColumnKind.NUMBER, ColumnKind.MONEY)


@dataclass(frozen=True)
class Number:
    """One number with its unit, and the one before it (yesterday's before, last month's before)."""

    name: str
    value: Decimal
    unit: str
    before: Decimal | None = None

    @property
    def says(self) -> str:
        return written(self.value, self.kind)

    @property
    def says_before(self) -> str:
        return written(self.before, self.kind)

    @property
    def kind(self) -> ColumnKind:
        return ColumnKind.MONEY if self.unit == "元" else ColumnKind.NUMBER


@dataclass(frozen=True)
class Table:
    """Rows under headings; says what it means that there are none."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    nothing: str = "没有"

    @property
    def cells(self) -> Iterator[list[tuple[Heading, str]]]:
        """Each row as it is written: sums of money with cents, nothing as a dash."""
        for row in self.rows:
            yield [(head, written(cell, head.kind)) for head, cell in zip(self.headings, row, strict=True)]


@dataclass(frozen=True)
class Content:
    """What a report says."""

    figures: Sequence[Number] = ()
    tables: Sequence[Table] = field(default=())


def written(cell: Cell, kind: ColumnKind) -> str:
    if cell is None or cell == "":
        return NOTHING
    return (
        money(cell) if kind is ColumnKind.MONEY else str(figure(cell)) if not isinstance(cell, str) else cell
    )


Maker = Callable[[Any, date, date], Content]


@dataclass(frozen=True)
class ReportKind:
    """One report of the registry."""

    code: str
    title: str
    author: Role
    receiver: Role
    period: Period
    due: time
    make: Maker

    @property
    def when(self) -> str:
        return "每月 1 日" if self.period is Period.LAST_MONTH else "每天"


KINDS: dict[str, ReportKind] = {}


def report(
    code: str, title: str, *, author: Role, receiver: Role, period: Period, due: str
) -> Callable[[Maker], Maker]:
    """Declare a report; the function says what stands in it for a context, a first and a last day."""

    def declare(make: Maker) -> Maker:
        KINDS[code] = ReportKind(code, title, author, receiver, period, time.fromisoformat(due), make)
        return make

    return declare
