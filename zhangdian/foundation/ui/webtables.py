"""Tables that systems export as .xls but write as a web page or as Excel's XML of 2003."""

import re
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from zhangdian.foundation.ui.rows import Row, SheetRefused

MOST_COLUMNS: Final = 1_000
MOST_IN_CELL: Final = 64 * 1024  # characters
MOST_PENDING: Final = 1024 * 1024  # characters of a tag not yet closed
_PIECE: Final = 256 * 1024
_LOOKS_LIKE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!DOCTYPE\s+html|html|table|meta|head|(?:ss:)?Workbook)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_web_table(head: bytes) -> bool:
    """Whether the file begins as a web page or an Excel XML workbook does."""
    for bom in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(bom)
    return _LOOKS_LIKE.match(head[:4096].replace(b"\0", b"")) is not None


class _Tables(HTMLParser):
    """Collects rows as they close; spans are filled with empty cells, as spreadsheets show them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: deque[tuple[int, str, list[str]]] = deque()
        self.sheet = ""
        self._line = 0
        self._cells: list[str] | None = None
        self._text: list[str] | None = None
        self._span = 1
        self._below: dict[int, int] = {}
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name.split(":")[-1]: value or "" for name, value in attrs}
        match tag.split(":")[-1]:
            case "worksheet":
                self.sheet, self._line, self._below = known.get("name", ""), 0, {}
            case "tr" | "row":
                self._end_row()
                self._line = _number(known.get("index"), self._line + 1)
                self._cells = []
            case "td" | "th" | "cell":
                self._begin_cell(known)
            case "br" if self._text is not None:
                self._text.append("\n")
            case "script" | "style":
                self._silent += 1
            case "table" if self._cells is None:
                self._below = {}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag.split(":")[-1] in {"td", "th", "cell", "tr", "row"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        match tag.split(":")[-1]:
            case "td" | "th" | "cell":
                self._end_cell()
            case "tr" | "row" | "table":
                self._end_row()
            case "script" | "style":
                self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)

    def _begin_cell(self, known: dict[str, str]) -> None:
        self._end_cell()
        if self._cells is None:
            self._line += 1
            self._cells = []
        self._fill_from_above()
        wanted = _number(known.get("index"), len(self._cells) + 1) - 1
        self._cells.extend([""] * min(max(0, wanted - len(self._cells)), MOST_COLUMNS))
        across = _number(known.get("colspan"), _number(known.get("mergeacross"), 0) + 1)
        down = _number(known.get("rowspan"), _number(known.get("mergedown"), 0) + 1)
        self._span = min(max(across, 1), MOST_COLUMNS)
        if down > 1:
            at = len(self._cells)
            self._below.update(dict.fromkeys(range(at, at + self._span), min(down, 1_000_000)))
        self._text = []

    def _fill_from_above(self) -> None:
        while self._cells is not None and self._below.get(len(self._cells), 0) > 0:
            self._cells.append("")

    def _end_cell(self) -> None:
        if self._text is None or self._cells is None:
            return
        text = re.sub(r"[ \t\r\n\xa0]+", " ", "".join(self._text)).strip()
        if len(text) > MOST_IN_CELL or len(self._cells) + self._span > MOST_COLUMNS:
            raise SheetRefused(
                f"第 {self._line} 行太长，不像表格：请用 Excel 或 WPS 打开后另存为 .xlsx 再上传"
            )
        self._cells += [text, *[""] * (self._span - 1)]
        self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells is not None:
            self._fill_from_above()
            self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
            self.done.append((self._line, self.sheet, self._cells))
            self._cells = None


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,7}", text) else otherwise


def read_web_tables(path: Path, encoding: str) -> Iterator[Row]:
    """The rows of every table in order, with their line within their sheet."""
    tables = _Tables()
    with path.open(encoding=encoding, newline="") as file:
        while piece := file.read(_PIECE):
            tables.feed(piece)
            _must_not_pile_up(tables, MOST_PENDING)
            yield from _taken(tables)
        _must_not_pile_up(tables, MOST_IN_CELL)
        tables.close()
        tables.handle_endtag("table")
        yield from _taken(tables)


def _must_not_pile_up(tables: _Tables, most: int) -> None:
    """A tag that never ends makes the parser search the same text again and again."""
    if len(tables.rawdata) > most:
        raise SheetRefused("网页格式的表格不完整：请用 Excel 或 WPS 打开后另存为 .xlsx 再上传")


def _taken(tables: _Tables) -> Iterator[Row]:
    while tables.done:
        line, sheet, cells = tables.done.popleft()
        yield Row(sheet, line, tuple(cells))
