"""One column of a list: where its value comes from, how it is written, where it stands on a card."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from django.utils.html import conditional_escape, escape

from zhangdian.foundation.ui import writing
from zhangdian.foundation.ui.xlsx import ColumnKind

CardPlace = Literal["", "1", "1>", "2", "2>", "3", "3>"]
"""Where a column stands on a phone's card: the line, and > for its right end."""


class Kind(StrEnum):
    """What a column shows, and so how it is written, aligned and exported."""

    TEXT = "text"
    STRONG = "strong"
    QUIET = "quiet"
    NUMBER = "number"
    MONEY = "money"
    PLATE = "plate"
    MINUTES = "minutes"
    MOMENT = "moment"
    HOUR = "hour"
    DAY = "day"
    STATE = "state"
    BALL = "ball"


WORDS = frozenset({Kind.TEXT, Kind.STRONG, Kind.QUIET, Kind.PLATE, Kind.STATE, Kind.BALL})
SHEET_KINDS = {
    Kind.NUMBER: ColumnKind.NUMBER,
    Kind.MINUTES: ColumnKind.NUMBER,
    Kind.MONEY: ColumnKind.MONEY,
    Kind.MOMENT: ColumnKind.INSTANT,
    Kind.HOUR: ColumnKind.INSTANT,
    Kind.DAY: ColumnKind.DATE,
} | dict.fromkeys(WORDS, ColumnKind.TEXT)
RIGHT = frozenset({Kind.NUMBER, Kind.MONEY, Kind.MINUTES, Kind.HOUR})


class Row:
    """One record's values by path, as the one query brought them."""

    __slots__ = ("_at", "values")

    def __init__(self, at: Mapping[str, int], values: Sequence[Any]) -> None:
        self._at, self.values = at, values

    def __getitem__(self, path: str) -> Any:
        return self.values[self._at[path]]

    @property
    def pk(self) -> Any:
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value comes from, how it is written, and where it stands on a card."""

    key: str
    heading: str
    value: str | Callable[[Row], Any] = ""
    """A path of the query (the key itself by default), or a function of the row that reads `needs`."""
    kind: Kind = Kind.TEXT
    needs: tuple[str, ...] = ()
    beside: str | Callable[[Row], Any] = ""
    """A quieter remark after the value."""
    labels: Mapping[Any, str] | None = None
    """Words for stored choices."""
    state: Callable[[Row], str] | None = None
    """The state that colours the cell: late, parts, cust, rework, ok."""
    sort: str | tuple[str, ...] = ""
    """The path or paths that this column sorts by; none: it does not sort."""
    open: Callable[[Any, Any], Any] | None = None
    """How a guarded value is opened for a viewer: (ctx, value); by default by its own sight."""
    link: Callable[[Row], str] | None = None
    draw: Callable[[Any], str] | None = None
    """How the value is drawn where its kind does not say it, escaped."""
    card: CardPlace = ""
    said: bool = False
    """On a card, where no head stands above it, the value follows its name: 还差 60.00."""
    exported: bool = True

    @property
    def paths(self) -> Iterator[str]:
        if isinstance(self.value, str):
            yield self.value or self.key
        if isinstance(self.beside, str) and self.beside:
            yield self.beside
        yield from self.needs

    @property
    def sorts(self) -> tuple[str, ...]:
        return (self.sort,) if isinstance(self.sort, str) and self.sort else tuple(self.sort or ())

    @property
    def exported_heading(self) -> str:
        """A spreadsheet has the bare figure, so its head says the unit."""
        return f"{self.heading}(分)" if self.kind is Kind.MINUTES else self.heading

    @property
    def right(self) -> bool:
        return self.kind in RIGHT


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.NUMBER: writing.qty,
    Kind.MONEY: writing.yuan,
    Kind.PLATE: writing.plate,
    Kind.MOMENT: writing.near,
    Kind.HOUR: writing.hour,
    Kind.DAY: writing.day,
}


def write(kind: Kind, value: Any, state: str) -> str:
    """One value as it stands in a cell, escaped."""
    if kind is Kind.PLATE:
        return writing.plate(value)
    if kind is Kind.STATE:
        return writing.st(state, value) if value else ""
    if kind is Kind.BALL:
        return writing.ball(value or writing.NOTHING, state)
    if kind is Kind.MINUTES:
        text = writing.standing(value) if isinstance(value, int) or value is None else str(value)
        return f"<b>{escape(text)}</b>"
    if writer := _WRITERS.get(kind):
        return conditional_escape(writer(value))
    text = escape(str(value)) if value not in (None, "") else writing.NOTHING
    return f"<b>{text}</b>" if kind is Kind.STRONG else text


def cell_class(column: Column, row: Row) -> str:
    parts = []
    if column.right:
        parts.append("num")
    if column.kind is Kind.QUIET:
        parts.append("lbl")
    if column.state and column.kind not in {Kind.STATE, Kind.BALL}:
        state = writing.state_class(column.state(row)).strip()
        if state:
            parts.append(f"t-{state}")
    return " ".join(parts)
