"""Ledgers from the command line, `zhangdian import customers FILE`: each room says which it takes in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from zhangdian.foundation.ui.xlsx import Cell, Column, ColumnKind, write_sheet

Progress = Callable[[str, int, int], None]
"""What is being done, how far, and of how much (0: not known yet)."""


@dataclass(frozen=True)
class Paper:
    """A file to hand over with what came of a ledger: its title, and who writes it (.xlsx)."""

    title: str
    write: Callable[[IO[bytes]], object]


@dataclass(frozen=True)
class Brought:
    """What came of a ledger: what to tell, the refused rows with their reasons, and papers to hand over."""

    sentences: tuple[str, ...]
    bad: int
    write_refused: Callable[[IO[bytes]], object] | None = None
    papers: tuple[Paper, ...] = ()


Importer = Callable[[Any, Path, bool, Progress], Brought]


@dataclass(frozen=True)
class Kind:
    """A kind of ledger: its name on the command line, in words, who takes it in, and its headings."""

    name: str
    label: str
    bring: Importer
    headings: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {}


def importable(name: str, label: str, bring: Importer, headings: tuple[str, ...] = ()) -> None:
    """Declare a kind of ledger (in apps.ready); the same name again replaces it."""
    KINDS[name] = Kind(name, label, bring, headings)


def write_refused(
    stream: IO[bytes], headings: Sequence[str], refused: Iterable[tuple[int, str, Sequence[str]]]
) -> int:
    """Refused rows as they came, line and reason before them: mended, the same sheet goes in again."""
    width = len(headings)
    columns = [
        Column("行号", ColumnKind.NUMBER, 8),
        Column("退回原因", ColumnKind.TEXT, 60),
        *(Column(name or f"第 {at} 列", ColumnKind.TEXT) for at, name in enumerate(headings, 1)),
    ]

    def row(line: int, why: str, cells: Sequence[str]) -> list[Cell]:
        return [line, why, *cells[:width], *[""] * (width - len(cells))]

    return write_sheet(stream, "退回的行", columns, (row(*each) for each in refused))
