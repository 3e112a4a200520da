"""Ledgers whose rows stand each for itself, as staff, parts or operations: read, judged, taken in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

from zhangdian.foundation.kernel.keeping import digest_of
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.cells import half_width, read_date, read_decimal
from zhangdian.foundation.ui.imports import Brought, Paper, Progress, importable, write_refused
from zhangdian.foundation.ui.sheets import (
    Field,
    Matching,
    Row,
    SheetRefused,
    Table,
    match_headings,
    open_ledger,
)
from zhangdian.foundation.ui.xlsx import Column, ColumnKind, write_sheet

T = TypeVar("T")
NOTHING = {"–", "—", "-", "无", "/"}
YES = {"是", "有", "√", "对", "y", "yes", "true", "1"}
NO = {"", "否", "没有", "×", "n", "no", "false", "0"}


class Cells:
    """One row by the keys of its fields; what cannot be read is told with the name of its column."""

    def __init__(self, texts: Mapping[str, str], labels: Mapping[str, str]) -> None:
        self._texts, self._labels = texts, labels

    def text(self, key: str) -> str:
        found = self._texts.get(key, "").strip()
        return "" if found in NOTHING else found

    def needed(self, key: str) -> str:
        if not (found := self.text(key)):
            raise ValueError(f"缺{self._labels[key]}")
        return found

    def number(self, key: str) -> Decimal | None:
        """None where the cell is empty."""
        text = self.text(key)
        return self._read(key, read_decimal, text) if text else None

    def whole(self, key: str) -> int | None:
        found = self.number(key)
        if found is not None and found != int(found):
            raise ValueError(f"{self._labels[key]}“{self.text(key)}”要填整数")
        return None if found is None else int(found)

    def day(self, key: str) -> date | None:
        text = self.text(key)
        return self._read(key, read_date, text) if text else None

    def needed_day(self, key: str) -> date:
        if (found := self.day(key)) is None:
            raise ValueError(f"缺{self._labels[key]}")
        return found

    def yes(self, key: str) -> bool:
        text = half_width(self.text(key)).lower()
        if text not in YES | NO:
            raise ValueError(f"{self._labels[key]}“{self.text(key)}”要填“是”或“否”")
        return text in YES

    def one_of(self, key: str, choices: type[Enum], usual: Any = None) -> Any:
        """One of the choices, by its value or its Chinese name; empty is the usual one."""
        text = self.text(key)
        if not text and usual is not None:
            return usual
        for choice in choices:
            if text in {str(choice.value), str(getattr(choice, "label", ""))}:
                return choice
        known = "、".join(str(getattr(choice, "label", choice.value)) for choice in choices)
        raise ValueError(f"{self._labels[key]}“{text}”看不懂：请填{known}")

    def _read(self, key: str, read: Callable[[str], Any], text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise ValueError(f"{self._labels[key]}：{error}") from error


@dataclass
class Judged(Generic[T]):
    """What became of the rows of a file."""

    headings: tuple[str, ...]
    good: list[tuple[Row, T]] = field(default_factory=list)
    bad: list[tuple[Row, str]] = field(default_factory=list)

    def write_bad(self, stream: IO[bytes]) -> int:
        """The refused rows as they came, line and reason before them."""
        refused = sorted(self.bad, key=lambda each: each[0].line)
        return write_refused(stream, self.headings, ((row.line, why, row.cells) for row, why in refused))


@dataclass(frozen=True)
class PlainLedger(Generic[T]):
    """A kind of ledger: its columns, how a row is read, and the act that takes rows in under a token.

    `chunk` rows go into one act; where it is 1, a refusal of the act is the refusal of that row.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    read: Callable[[Cells], T]
    take: Callable[[Any, Sequence[T], str], object]
    chunk: int = 1000
    papers: Callable[[Any, Sequence[T]], tuple[Paper, ...]] | None = None
    """Files to hand over after the rows went in."""

    def declare(self) -> None:
        """Let `zhangdian import` know it (in apps.ready)."""
        importable(self.name, self.label, self.bring, tuple(self.heading(each) for each in self.fields))

    def heading(self, wanted: Field) -> str:
        return f"{wanted.label}(必填)" if wanted.required else wanted.label

    def rows(self, lines: Iterable[Mapping[str, str]]) -> list[T]:
        """Rows of a table that is known to be good; the first bad one raises."""
        found: list[T] = []
        columns: dict[str, str] = {}
        for line in lines:
            if not columns:
                headings = list(line)
                matched = match_headings(headings, self.fields).columns
                columns = {key: headings[at] for key, at in matched.items()}
            found.append(self.read(self.cells({key: line[name] for key, name in columns.items()})))
        return found

    def cells(self, texts: Mapping[str, str]) -> Cells:
        return Cells(texts, {each.key: each.label for each in self.fields})

    def bring(self, ctx: Any, path: Path, dry_run: bool, progress: Progress) -> Brought:
        """Read the whole file, then take the good rows in; the same file again changes nothing."""
        judged = self.judge(path)
        if dry_run:
            told = f"{path.name}：可以导入 {len(judged.good)} 行，退回 {len(judged.bad)} 行"
            return Brought((told,), len(judged.bad), judged.write_bad)
        taken = self.take_in(ctx, judged, digest_of(path)[:40], progress)
        papers = self.papers(ctx, taken) if self.papers else ()
        told = f"{path.name}：已导入 {len(taken)} 行，退回 {len(judged.bad)} 行"
        return Brought((told,), len(judged.bad), judged.write_bad, papers)

    def judge(self, path: Path) -> Judged[T]:
        try:
            with open_ledger(path) as ledger:
                table, matching = self.best(list(ledger.tables(self.fields)))
                if matching.missing:
                    raise Refusal(matching.sentence())
                return self.judge_rows(ledger.table(table.sheet, self.fields), matching)
        except SheetRefused as error:
            raise Refusal(str(error)) from error

    def best(self, tables: list[Table]) -> tuple[Table, Matching]:
        """The sheet whose headings say most."""
        if not tables:
            raise Refusal("表格里没有内容")
        matched = [(table, table.match(self.fields)) for table in tables]
        return max(matched, key=lambda each: len(each[1].columns))

    def judge_rows(self, table: Table, matching: Matching) -> Judged[T]:
        judged: Judged[T] = Judged(matching.headings)
        for row in table.rows:
            if wrong := row.fault or "；".join(row.doubts.values()):
                judged.bad.append((row, wrong))
                continue
            try:
                judged.good.append((row, self.read(self.cells(matching.read(row)))))
            except (ValueError, Refusal) as error:
                judged.bad.append((row, str(error)))
        return judged

    def take_in(self, ctx: Any, judged: Judged[T], digest: str, progress: Progress) -> list[T]:
        """All or nothing of each chunk; tells the rows that are in."""
        taken: list[T] = []
        good = list(judged.good)
        for first in range(0, len(good), self.chunk):
            rows = good[first : first + self.chunk]
            try:
                self.take(ctx, [read for _, read in rows], f"{self.name}:{digest}:{first}")
                taken += [read for _, read in rows]
            except Refusal as refusal:
                judged.bad += [(row, refusal.sentence) for row, _ in rows]
            progress("导入", first + len(rows), len(good))
        return taken


def write_template(stream: IO[bytes], label: str, headings: Sequence[str]) -> None:
    """An empty sheet with the headings that are known."""
    write_sheet(stream, label, [Column(heading, ColumnKind.TEXT, 16) for heading in headings], ())
