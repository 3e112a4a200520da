"""Reads one workbook in a process of its own, so that a hostile file can end nobody's work but its own.

Started by path as `python -I workbook_reader.py FILE [SHEET]`; answers on stdout in length-prefixed marshal
blocks: first ("ok", sheet names) or ("refused", kind, detail), then of the sheet ("merged", ranges) and lists
of rows.
"""

import contextlib
import marshal
import struct
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

import python_calamine as calamine

if sys.platform != "win32":
    import resource

MOST_MEMORY: Final = 2 << 30  # bytes of address space
MOST_SECONDS: Final = 40  # of processor time
MOST_COLUMNS: Final = 1_000
MANY: Final = 1_000  # rows in a block
TOO_LONG: Final = 10**15  # from here on Excel's numbers lose digits

Cells = tuple[tuple[str, ...], dict[int, str]]


def number_text(value: float) -> tuple[str, str]:
    """A number as the sheet shows it (15 digits) and the doubt about it: whole floats without .0."""
    if value == int(value):
        text = str(int(value))
        lost = abs(value) >= TOO_LONG
        return text, f"“{text}”超过 15 位，后几位已经丢失：号码必须存为文本" if lost else ""
    text = format(value, ".15g")
    return (format(Decimal(text), "f") if "e" in text else text), ""


def cell_text(value: Any) -> tuple[str, str]:
    """One cell as text and the doubt about it; days are ISO, truth is 是 or 否."""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, bool):
        return ("是" if value else "否"), ""
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, datetime):
        value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return (value.date().isoformat() if value.time() == time.min else value.isoformat(" ")), ""
    if isinstance(value, (date, time)):
        return value.isoformat(), ""
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}", ""
    return str(value), ""


def row_text(values: list[Any], left: int) -> Cells:
    """A row as text, its columns counted from A, empty cells at the end dropped."""
    while values and values[-1] == "":
        values.pop()
    cells = [""] * left if values else []
    doubts: dict[int, str] = {}
    for value in values:
        text, doubt = (value, "") if isinstance(value, str) else cell_text(value)
        if doubt:
            doubts[len(cells)] = doubt
        cells.append(text)
    return tuple(cells), doubts


def say(block: Any) -> None:
    content = marshal.dumps(block)
    sys.stdout.buffer.write(struct.pack("<I", len(content)) + content)


def sheet_names(book: calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]


def tell_sheet(sheet: calamine.CalamineSheet) -> None:
    ranges: list[Any] = []
    with contextlib.suppress(calamine.CalamineError):
        ranges = list(sheet.merged_cell_ranges or [])
    say(("merged", ranges[:10_000]))
    if sheet.start is None:
        return
    left = sheet.start[1]
    if left + sheet.width > MOST_COLUMNS:
        say(("refused", "wide", str(left + sheet.width)))
        return
    block: list[Cells] = []
    for values in sheet.iter_rows():
        block.append(row_text(values, left))
        if len(block) == MANY:
            say(block)
            block = []
    say(block)


def limit_this_process() -> None:
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, wanted: str | None) -> None:
    limit_this_process()
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            say(("ok", sheet_names(book)))
            if wanted is not None:
                tell_sheet(book.get_sheet_by_name(wanted))
    except calamine.PasswordError:
        say(("refused", "password", ""))
    except calamine.WorksheetNotFound:
        say(("refused", "sheet", wanted or ""))
    except (calamine.CalamineError, MemoryError, OSError, ValueError) as why:
        say(("refused", "unreadable", type(why).__name__))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
