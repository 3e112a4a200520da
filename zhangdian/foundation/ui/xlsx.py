"""Lists leaving the house as .xlsx or .csv: text stays text and never becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from zhangdian.foundation.kernel.later import Later

xlsxwriter = Later("xlsxwriter")
Cell = str | bool | int | float | Decimal | date | datetime | None

CHINA: Final = ZoneInfo("Asia/Shanghai")
MOST_ROWS: Final = 1_048_576  # of one sheet, headings included
MOST_IN_CELL: Final = 32_767  # characters
MOST_DIGITS: Final = 15  # that a spreadsheet keeps of a number
_FIRST_DAY: Final = "1900-03-01"  # before it spreadsheets count a day that never was
_DANGEROUS: Final = frozenset("=+-@\t\r\n＝＋－＠")
_GUARDED: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]|'+[0-9]+$")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class ColumnKind(StrEnum):
    """How a column is written; `any` goes by each value."""

    ANY = "any"
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: heading, kind, width in half-width signs (0: by the kind)."""

    heading: str
    kind: ColumnKind = ColumnKind.ANY
    width: int = 0

    @property
    def shown_width(self) -> int:
        usual = {ColumnKind.MONEY: 14, ColumnKind.DATE: 12, ColumnKind.INSTANT: 18, ColumnKind.NUMBER: 10}
        wide = sum(2 if sign > "\u2e7f" else 1 for sign in self.heading) + 4
        return self.width or min(60, max(usual.get(self.kind, 14), wide))


class NotWritable(ValueError):
    """A value cannot leave as it is; the sentence names row and column."""


def plain_text(text: str) -> str:
    """The text without signs that no spreadsheet can hold."""
    return _SURROGATE.sub("\ufffd", _UNWRITABLE.sub("", str(text)))


def guarded(text: str) -> str:
    """Text for a csv, inert in every spreadsheet: ' goes before = + - @ tab and line ends, full width too."""
    return f"'{text}" if _GUARDED.match(text) else text


def _is_number(value: object) -> bool:
    """Whether a spreadsheet keeps every digit of the value."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) < 10**MOST_DIGITS
    if isinstance(value, Decimal):
        return value.is_finite() and len(value.normalize().as_tuple().digits) <= MOST_DIGITS
    return isinstance(value, float) and value == value and abs(value) != float("inf")


def _text_of(value: Any, zone: tzinfo, where: str) -> str:
    """A value as the text that a reader would expect; what has none is refused, sealed values too."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return _local(value, zone).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format(Decimal(format(value, f".{MOST_DIGITS}g")), "f")
    raise TypeError(f"{where}: {type(value).__name__} 不能导出，请先决定给谁看什么")


def _local(instant: datetime, zone: tzinfo) -> datetime:
    """The wall clock of an aware instant; a naive one is taken as the wall clock already."""
    return instant if instant.tzinfo is None else instant.astimezone(zone).replace(tzinfo=None)


# -- xlsx -------------------------------------------------------------------------------------------------


class _Sheets:
    """The sheets of one list: a new one begins where a sheet is full."""

    def __init__(
        self, book: Any, title: str, columns: Sequence[Column], watermark: str, zone: tzinfo
    ) -> None:
        self._book, self._title, self._columns = book, title, columns
        self._watermark, self._zone = watermark, zone
        look = {"valign": "top"}
        self._bold = book.add_format({"bold": True, "bg_color": "#F0F0F0", "bottom": 1, "num_format": "@"})
        self._grey = book.add_format({"font_color": "#808080", "num_format": "@"})
        self._text = book.add_format({**look, "num_format": "@"})
        self._inert = book.add_format({**look, "num_format": "@", "quote_prefix": True})
        self._number = book.add_format(look)
        self._money = book.add_format({**look, "num_format": "#,##0.00"})
        self._date = book.add_format({**look, "num_format": "yyyy-mm-dd"})
        self._instant = book.add_format({**look, "num_format": "yyyy-mm-dd hh:mm:ss"})

    def write(self, rows: Iterator[Sequence[Cell]]) -> int:
        head = 1 if self._watermark else 0
        room = MOST_ROWS - head - 1
        written = count = 0
        while True:
            sheet = self._begin(count, head)
            here = 0
            for here, row in enumerate(islice(rows, room), start=1):
                for place, (column, value) in enumerate(zip(self._columns, row, strict=True)):
                    self._put(sheet, head + here, place, column, value)
            sheet.autofilter(head, 0, head + max(here, 1), max(len(self._columns) - 1, 0))
            written, count = written + here, count + 1
            if here < room:
                return written

    def _begin(self, count: int, head: int) -> Any:
        sheet = self._book.add_worksheet(sheet_title(self._title, count))
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.shown_width)
        if self._watermark:
            sheet.write_string(0, 0, plain_text(self._watermark), self._grey)
            sheet.set_footer("&L" + plain_text(self._watermark).replace("&", "&&")[:200] + "&R&P/&N")
        for place, column in enumerate(self._columns):
            sheet.write_string(head, place, plain_text(column.heading), self._bold)
        sheet.freeze_panes(head + 1, 0)
        sheet.repeat_rows(head)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _put(self, sheet: Any, line: int, place: int, column: Column, value: Cell) -> None:
        if value is None or value == "":
            return
        if column.kind is not ColumnKind.TEXT:
            when = _local(value, self._zone) if isinstance(value, datetime) else value
            if isinstance(when, date) and when.isoformat() >= _FIRST_DAY:
                if column.kind is ColumnKind.DATE and isinstance(when, datetime):
                    when = when.date()
                look = self._instant if isinstance(when, datetime) else self._date
                sheet.write_datetime(line, place, when, look)
                return
            if not isinstance(value, (str, date)) and _is_number(value):
                look = self._money if column.kind is ColumnKind.MONEY else self._number
                sheet.write_number(line, place, value, look)
                return
        where = f"第 {line + 1} 行“{column.heading}”"
        text = _text_of(value, self._zone, where)
        if len(text) > MOST_IN_CELL:
            raise NotWritable(
                f"{where}有 {len(text)} 字，超过表格一格 {MOST_IN_CELL} 字的上限：请改用 CSV 导出"
            )
        sheet.write_string(line, place, text, self._inert if text[:1] in _DANGEROUS else self._text)


def sheet_title(title: str, count: int = 0) -> str:
    """A name that a spreadsheet allows: 31 signs, no []:*?/\\, no ' at its edges; later ones numbered."""
    more = f" ({count + 1})" if count else ""
    plain = re.sub(r"[\[\]:*?/\\\r\n\t]+", " ", plain_text(title)).strip(" '")[: 31 - len(more)].strip(" '")
    return ("表" if plain.lower() in {"", "history"} else plain) + more


def write_sheet(
    stream: IO[bytes],
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    watermark: str = "",
    zone: tzinfo = CHINA,
) -> int:
    """Write a list as .xlsx in constant memory; the number of rows. `watermark`: who took it and when."""
    return write_book(stream, [(title, columns, rows)], watermark=watermark, zone=zone)


def write_book(
    stream: IO[bytes],
    lists: Iterable[tuple[str, Sequence[Column], Iterable[Sequence[Cell]]]],
    *,
    watermark: str = "",
    zone: tzinfo = CHINA,
) -> int:
    """Write lists as the sheets of one .xlsx: title, columns and rows of each; the number of all rows."""
    options = {
        "constant_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    written = 0
    for title, columns, rows in lists:
        written += _Sheets(book, title, columns, watermark, zone).write(iter(rows))
    book.close()
    return written


# -- csv --------------------------------------------------------------------------------------------------


def write_csv(
    stream: IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    watermark: str = "",
    zone: tzinfo = CHINA,
) -> int:
    """Write a list as csv (UTF-8, marked); the number of rows. Numbers are bare, dangerous text guarded."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        if watermark:
            writer.writerow([guarded(plain_text(watermark))])
        writer.writerow([guarded(plain_text(column.heading)) for column in columns])
        written = 0
        for written, row in enumerate(rows, start=1):
            writer.writerow(_csv_row(columns, row, zone, written))
        return written
    finally:
        text.detach()


def _csv_row(columns: Sequence[Column], row: Sequence[Cell], zone: tzinfo, line: int) -> list[str]:
    cells = []
    for column, value in zip(columns, row, strict=True):
        text = _text_of(value, zone, f"第 {line} 行“{column.heading}”")
        bare = column.kind is not ColumnKind.TEXT and not isinstance(value, str) and _is_number(value)
        if bare and column.kind is ColumnKind.MONEY and isinstance(value, Decimal):
            text = format(value, ".2f")
        if isinstance(value, datetime) and column.kind is ColumnKind.DATE:
            text = text[:10]
        cells.append(text if bare else guarded(text))
    return cells
