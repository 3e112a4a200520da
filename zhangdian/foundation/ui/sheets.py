"""Any ledger that a store brings, opened by its content, not its name: .xlsx, .xls, .csv, .txt, .tsv."""

import tempfile
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol, Self

from zhangdian.foundation.ui import delimited, webtables, workbooks
from zhangdian.foundation.ui.cells import CellUnreadable, half_width, read_date, read_decimal, read_km
from zhangdian.foundation.ui.rows import Row, SheetRefused, column_name
from zhangdian.foundation.ui.tables import (
    Field,
    Match,
    Matching,
    Merged,
    Skipped,
    Table,
    count_skipped,
    find_table,
    match_headings,
)

__all__ = [
    "CellUnreadable",
    "Field",
    "Ledger",
    "LedgerKind",
    "Match",
    "Matching",
    "Row",
    "SheetRefused",
    "Skipped",
    "Table",
    "column_name",
    "count_skipped",
    "half_width",
    "match_headings",
    "open_ledger",
    "read_date",
    "read_decimal",
    "read_km",
    "too_large",
]

MOST_BYTES: Final = 40 * 1024 * 1024
"""A ledger of 100,000 rows with every column filled weighs 34 MB as .csv in UTF-8, 10 MB as .xlsx."""
MOST_EVER: Final = 200 * 1024 * 1024
"""How far the limit may be raised for a file that lies on the server's own disk."""
_PIECE: Final = 1024 * 1024

_STRANGERS: Final = (
    (b"\xff\xd8\xff", " JPEG 图片"),
    (b"\x89PNG", " PNG 图片"),
    (b"GIF8", " GIF 图片"),
    (b"BM", "位图"),
    (b"%PDF", " PDF 文档"),
    (b"Rar!", " RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", " 7z 压缩包"),
    (b"\x1f\x8b", " gzip 压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库文件"),
    (b"{\\rtf", " RTF 文档"),
)
_BRING: Final = "请上传 .xlsx、.xls 或 .csv 表格"


class LedgerKind(StrEnum):
    """How the file is really written, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"
    WEB_TABLE = "web_table"


class Readable(Protocol):
    """An uploaded file: anything that gives bytes."""

    def read(self, size: int = ..., /) -> bytes: ...


class Ledger:
    """An opened ledger; sheets are read when asked for, each time anew from the file."""

    def __init__(self, path: Path, held: Any = None) -> None:
        self._path = path
        self._held = held  # the temporary copy of an upload, gone with us
        self._form: delimited.TextForm | None = None
        self._failed: dict[str, set[tuple[int, int]]] = {}
        self.sheets: tuple[str, ...] = ()
        self.kind = self._judge()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the temporary copy go."""
        if self._held is not None:
            self._held.close()
            self._held = None

    @property
    def encoding(self) -> str:
        """The encoding of a text as people name it; empty for workbooks."""
        return self._form.encoding_name if self._form else ""

    @property
    def separator(self) -> str:
        """The sign between the cells of a text; empty for workbooks."""
        return self._form.separator if self._form and self.kind is LedgerKind.TEXT else ""

    def _judge(self) -> LedgerKind:
        with self._path.open("rb") as file:
            head = file.read(4096)
        if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
            raise SheetRefused(f"文件是空的：{_BRING}")
        if head.startswith(b"PK"):
            seen = workbooks.inspect_xlsx(self._path)
            self._failed = workbooks.failed_formulas(self._path, seen)
            self.sheets = workbooks.sheet_names(self._path)
            return LedgerKind.XLSX
        if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            workbooks.judge_ole(head, self._path)
            self.sheets = workbooks.sheet_names(self._path)
            return LedgerKind.XLS
        for sign, name in _STRANGERS:
            if head.startswith(sign) and (len(sign) > 2 or _is_binary(head)):
                raise SheetRefused(f"这是{name}，不是表格：{_BRING}")
        self._form = delimited.find_form(self._path)
        if webtables.is_web_table(head):
            self.sheets = tuple(dict.fromkeys(row.sheet for row in self._web_rows()))
            return LedgerKind.WEB_TABLE
        self.sheets = (delimited.SHEET,)
        return LedgerKind.TEXT

    def _web_rows(self) -> Iterator[Row]:
        return webtables.read_web_tables(self._path, self._form.encoding if self._form else "utf-8")

    def _content(self, sheet: str) -> tuple[Iterator[Row], Merged]:
        if sheet not in self.sheets:
            raise SheetRefused(f"文件里没有名为“{sheet}”的工作表：请核对")
        if self.kind in {LedgerKind.XLSX, LedgerKind.XLS}:
            content = workbooks.read_sheet(self._path, sheet, self._failed.get(sheet, set()))
            return content.rows, content.merged
        if self.kind is LedgerKind.WEB_TABLE:
            return (row for row in self._web_rows() if row.sheet == sheet), ()
        if self._form is None:
            raise SheetRefused(f"文件读不出来：{_BRING}")
        return delimited.read_lines(self._path, self._form), ()

    def rows(self, sheet: str | None = None) -> Iterator[Row]:
        """All rows as they stand, of one sheet or of every visible one; one at a time."""
        for each in self.sheets if sheet is None else (sheet,):
            yield from self._content(each)[0]

    def tables(self, fields: Sequence[Field] = ()) -> Iterator[Table]:
        """A table of every visible sheet that is not blank; take its rows before the next table."""
        for sheet in self.sheets:
            rows, merged = self._content(sheet)
            if table := find_table(rows, fields, merged):
                yield table

    def table(self, sheet: str | None = None, fields: Sequence[Field] = ()) -> Table:
        """The table of one sheet, or of the first that is not blank."""
        for each in self.sheets if sheet is None else (sheet,):
            rows, merged = self._content(each)
            if table := find_table(rows, fields, merged):
                return table
        raise SheetRefused(f"表格里没有内容：{_BRING}")


def _is_binary(head: bytes) -> bool:
    return b"\0" in head


def open_ledger(source: Path | bytes | Readable, *, most_bytes: int = MOST_BYTES) -> Ledger:
    """Open a ledger or refuse it with a sentence; a move from another system may raise the limit."""
    most = min(most_bytes, MOST_EVER)
    if isinstance(source, Path):
        _judge_size(source.stat().st_size, most)
        return Ledger(source)
    held = tempfile.NamedTemporaryFile(prefix="ledger-")  # noqa: SIM115 - lives as long as the ledger
    try:
        _copy(source, held, most)
        return Ledger(Path(held.name), held)
    except BaseException:
        held.close()
        raise


def _copy(source: bytes | Readable, held: Any, most: int) -> None:
    size = 0
    if isinstance(source, bytes):
        _judge_size(len(source), most)
        held.write(source)
    else:
        while piece := source.read(_PIECE):
            size += len(piece)
            _judge_size(size, most)
            held.write(piece)
    held.flush()


def _judge_size(size: int, most: int) -> None:
    if size > most:
        raise SheetRefused(too_large(most))


def too_large(most: int = MOST_BYTES) -> str:
    """The sentence for whoever brings more than this."""
    return (
        f"文件超过 {most // _PIECE} MB，没有读取：请按行分成几份（例如每份 5 万行）分别上传，"
        "或另存为 .xlsx 再传"
    )
