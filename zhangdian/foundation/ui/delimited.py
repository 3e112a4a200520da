"""Ledgers as text (.csv, .tsv, .txt): their encoding, their separator, their lines one at a time."""

import codecs
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Final

from zhangdian.foundation.ui.rows import Row, SheetRefused

SHEET: Final = ""  # a text has no sheets
MOST_IN_LINE: Final = 256 * 1024  # characters
MOST_LINES_IN_CELL: Final = 100
MOST_IN_CELL: Final = 64 * 1024  # characters, over all its lines
MOST_COLUMNS: Final = 1_000
_PIECE: Final = 1024 * 1024
_SEPARATORS: Final = (",", "\t", ";", "|", "，")
_CONTROLS: Final = bytes(code for code in range(32) if code not in {9, 10, 13, 27})
_DROPPED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 BOM",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "gb18030": "GBK/GB18030",
}
_SAVE_AS: Final = "请用 Excel 或 WPS 打开后另存为 .xlsx 或“CSV UTF-8”再上传"
_NOT_TEXT: Final = f"这不是表格，也不是文本：{_SAVE_AS}"
_INERT: Final = re.compile("^'+(?:[=+\\-@\t\r\n＝＋－＠]|[0-9]+$)")
_AS_TEXT: Final = re.compile(r'="((?:[^"]|"")*)"')
_LOST: Final = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{2}")


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text ledger is written: encoding, separator, whether stray control signs stand in it."""

    encoding: str
    separator: str
    is_dirty: bool = False

    @property
    def encoding_name(self) -> str:
        return _NAMES[self.encoding]


# -- the encoding -----------------------------------------------------------------------------------------


def find_form(path: Path) -> TextForm:
    """Judge the whole file by its content: encoding first, then the separator of its first lines."""
    encoding, is_dirty = _encoding(path)
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        return TextForm(encoding, _separator(file), is_dirty)


def _encoding(path: Path) -> tuple[str, bool]:
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            _must_decode(path, encoding)
            return encoding, encoding == "utf-16" or _controls(path) > 0
    if b"\0" in head and (wide := _wide_encoding(head)):
        _must_decode(path, wide)
        return wide, True
    controls = _controls(path)
    if controls * 1_000 > path.stat().st_size:
        raise SheetRefused(_NOT_TEXT)
    if _first_wrong_line(path, "utf-8") is None:
        return "utf-8", controls > 0
    if wrong := _damaged_utf8(path):
        raise SheetRefused(
            f"第 {wrong} 行有认不出的字（文件是 UTF-8，但那里坏了）：请改正该行，或{_SAVE_AS[1:]}"
        )
    if _first_wrong_line(path, "gb18030") is None:
        return "gb18030", controls > 0
    raise SheetRefused(f"认不出文件的编码（不是 UTF-8、GBK 或 UTF-16）：{_SAVE_AS}")


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without its mark: the byte order in which almost all signs are Chinese or plain."""
    best, encoding = 0.8, None
    for each in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(each, errors="replace")
        usual = sum(sign in "\t\r\n" or " " <= sign <= "~" or "\u3000" <= sign <= "\u9fff" for sign in text)
        if text and usual / len(text) > best:
            best, encoding = usual / len(text), each
    return encoding


def _controls(path: Path) -> int:
    with path.open("rb") as file:
        pieces = iter(lambda: file.read(_PIECE), b"")
        return sum(len(piece) - len(piece.translate(None, _CONTROLS)) for piece in pieces)


def _first_wrong_line(path: Path, encoding: str) -> int | None:
    """The first line (from 1) that does not decode, or None."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            try:
                line += decoder.decode(piece).count("\n")
            except UnicodeDecodeError as wrong:
                return line + wrong.object[: wrong.start].count(b"\n")
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return line
    return None


def _must_decode(path: Path, encoding: str) -> None:
    if wrong := _first_wrong_line(path, encoding):
        raise SheetRefused(
            f"第 {wrong} 行有认不出的字（文件是 {_NAMES[encoding]}）：请改正该行，或{_SAVE_AS[1:]}"
        )


def _damaged_utf8(path: Path) -> int | None:
    """The first wrong line of a file that is UTF-8 but for a few bytes; None when it is something else."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    wide = broken = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            text = decoder.decode(piece)
            broken += text.count("\ufffd")
            wide += len(re.findall("[\u3000-\u9fff\uff00-\uffef]", text))
    return _first_wrong_line(path, "utf-8") if broken and wide > 20 * broken else None


# -- the lines --------------------------------------------------------------------------------------------


def _separator(file: IO[str]) -> str:
    lines = [line for line in islice(iter(lambda: file.readline(MOST_IN_LINE), ""), 200) if line.strip()]
    if lines and (told := re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE)):
        return told[1]
    best, chosen = (0.0, 0), ","
    for separator in _SEPARATORS:
        widths = Counter(len(_split(line, separator) or line.split(separator)) for line in lines)
        width, often = max(
            ((width, often) for width, often in widths.items() if width > 1),
            key=lambda each: (each[1], each[0]),
            default=(0, 0),
        )
        if often and (often / len(lines), width) > best:
            best, chosen = (often / len(lines), width), separator
    return chosen


def _split(text: str, separator: str) -> list[str] | None:
    """The cells of one record; None when a quoted cell is still open at its end."""
    body = text.rstrip("\r\n")
    if '"' not in body:
        return body.split(separator)
    cells: list[str] = []
    at = 0
    while True:
        cell, at = _one_cell(body, at, separator)
        if at < 0:
            return None
        cells.append(cell)
        if at >= len(body):
            return cells
        at += 1
        if at == len(body):
            return [*cells, ""]


def _one_cell(body: str, at: int, separator: str) -> tuple[str, int]:
    """One cell and the place of the separator behind it; -1 when its quote never closes."""
    inside = ""
    if body.startswith('"', at):
        close = at
        while True:
            close = body.find('"', close + 1)
            if close < 0:
                return "", -1
            if body.startswith('"', close + 1):
                close += 1
                continue
            break
        inside, at = body[at + 1 : close].replace('""', '"'), close + 1
    end = body.find(separator, at)
    end = len(body) if end < 0 else end
    return inside + body[at:end], end


class LineReader:
    """The physical lines of a text ledger, with a way back for those read too far."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self.line = 0

    def next(self) -> str:
        """The next line with its end, empty at the end of the file."""
        text = self._again.popleft() if self._again else self._file.readline(MOST_IN_LINE)
        if text:
            self.line += 1
        if len(text) >= MOST_IN_LINE:
            raise SheetRefused(f"第 {self.line} 行超过 {MOST_IN_LINE // 1024} 千字，不像表格：{_SAVE_AS}")
        return text

    def give_back(self, lines: list[str]) -> None:
        self._again.extendleft(reversed(lines))
        self.line -= len(lines)


def _joined(first: str, reader: LineReader, separator: str) -> list[str] | None:
    """The cells of a record whose quoted cell runs over lines; None, and all given back, when it does not."""
    lines: list[str] = []
    text = first
    while len(lines) < MOST_LINES_IN_CELL and len(text) < MOST_IN_CELL and (more := reader.next()):
        lines.append(more)
        text += more
        if '"' in more and (cells := _split(text, separator)) is not None:
            if _is_well_quoted(text, separator):
                return cells
            break
    reader.give_back(lines)
    return None


def _is_well_quoted(text: str, separator: str) -> bool:
    """Whether every quote stands at the edge of a cell or is doubled, as programs write them."""
    mark = re.escape(separator)
    cell = f'(?:"(?:[^"]|"")*"|[^"{mark}\r\n]*)'
    return re.fullmatch(f"{cell}(?:{mark}{cell})*", text.rstrip("\r\n")) is not None


def read_lines(path: Path, form: TextForm) -> Iterator[Row]:
    """The rows with the physical line on which each begins; nothing but the present one is held."""
    with path.open(encoding=form.encoding, newline="") as file:
        reader, separator = LineReader(file), form.separator
        mended = _mend_dirty if form.is_dirty else None
        while text := reader.next():
            line = reader.line
            if line == 1 and re.fullmatch(r"sep=.\s*", text, re.IGNORECASE):
                continue
            yield _row(text, line, reader, separator, mended)


def _mend_dirty(text: str) -> str:
    return _DROPPED.sub("", text)


def _row(
    text: str, line: int, reader: LineReader, separator: str, mended: Callable[[str], str] | None
) -> Row:
    fault = ""
    if '"' not in text:
        cells = text.rstrip("\r\n").split(separator)
    else:
        found = _split(text, separator)
        found = _joined(text, reader, separator) if found is None else found
        if found is None:
            fault = "引号没有成对：请补上或去掉多余的引号"
        cells = text.rstrip("\r\n").split(separator) if found is None else found
    if mended:
        cells = [mended(cell) for cell in cells]
    if len(cells) > MOST_COLUMNS:
        raise SheetRefused(f"第 {line} 行有 {len(cells)} 列，超过 {MOST_COLUMNS} 列，不像表格：{_SAVE_AS}")
    if "'" in text or "=" in text:
        cells = [_plain(cell) for cell in cells]
    if "E+" in text:
        doubts = {
            at: f"“{cell.strip()}”是科学计数法，后几位已经丢失：号码必须存为文本"
            for at, cell in enumerate(cells)
            if _LOST.fullmatch(cell.strip())
        }
        return Row(SHEET, line, tuple(cells), doubts, fault)
    return Row(SHEET, line, tuple(cells), fault=fault)


def _plain(cell: str) -> str:
    """The text without what guards it in a csv: our ' before a dangerous sign, Excel's ="00123"."""
    if _INERT.match(cell):
        return cell[1:]
    if guarded := _AS_TEXT.fullmatch(cell):
        return guarded[1].replace('""', '"')
    return cell
