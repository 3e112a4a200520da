"""One row of a ledger as a store brings it, and the refusal of what is no ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class SheetRefused(ValueError):
    """The file is not read at all; the sentence says what it is and what to bring instead."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: physical line (from 1), cells as text, doubts by column, and a fault of the row as a whole."""

    sheet: str
    line: int
    cells: tuple[str, ...]
    doubts: Mapping[int, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(cell and not cell.isspace() for cell in self.cells)

    def cell(self, column: int | None) -> str:
        """The text at a column (from 0), trimmed; empty where the row is shorter or there is no column."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


def column_name(column: int) -> str:
    """The letters of a column (from 0) as spreadsheets show them: 0 is A, 26 is AA."""
    name, left = "", column + 1
    while left:
        left, place = divmod(left - 1, 26)
        name = chr(ord("A") + place) + name
    return name
