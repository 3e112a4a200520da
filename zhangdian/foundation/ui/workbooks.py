"""Workbooks (.xlsx, .xls): the guard before they are parsed, and their rows out of a process of its own."""

import marshal
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zhangdian.foundation.ui import workbook_reader
from zhangdian.foundation.ui.rows import Row, SheetRefused, column_name

MOST_MEMBERS: Final = 1_000
MOST_INFLATED: Final = 200 * 1024 * 1024  # bytes, all members together
MOST_RATIO: Final = 100  # inflated to packed, of each member
SMALL: Final = 1024 * 1024  # bytes; below it the ratio says nothing
MOST_CELLS: Final = 8_000_000  # of one sheet, empty ones with a format included
MOST_AREA: Final = 40_000_000  # cells between the first and the last one with content
SPARSE_AREA: Final = 2_000_000  # cells; a larger area must be filled to one part in thirty
_PIECE: Final = 1024 * 1024
_HALF_CELL: Final = 64 * 1024

SAVE_AS: Final = "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传"
_BROKEN: Final = f"文件不完整或已损坏，读不出来：{SAVE_AS}"
_HUGE: Final = "表格展开后太大，不予读取：请删去空白行列和图片后另存，或分成几份、或另存为 CSV 再上传"
_PASSWORD: Final = "文件有打开密码：请用 Excel 或 WPS 去掉密码后再上传"

_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Every repetition is bounded: a hostile part must not make these patterns search for hours.
_REF: Final = rb"<(?:\w{1,20}:)?c\s(?:[^<>]{0,60}?\s)?r\s{0,3}=\s{0,3}[\"']([A-Za-z]{1,9})([0-9]{1,12})[\"']"
_FILLED: Final = re.compile(_REF + rb"[^<>]{0,300}(?<!/)>")
_ERROR: Final = re.compile(rb'<(?:\w{1,20}:)?c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]{1,6}")? t="e"')


@dataclass
class _Extent:
    """The rectangle that a sheet's content spans, and how many cells it holds."""

    cells: int = 0
    rows: tuple[int, int] = (10**12, 0)
    columns: tuple[int, int] = (10**12, 0)

    def add(self, found: list[tuple[bytes, bytes]]) -> None:
        if found:
            self.cells += len(found)
            rows = {int(row) for row in {row for _, row in found}}
            columns = {_column(letters) for letters in {letters for letters, _ in found}}
            self.rows = (min(self.rows[0], *rows), max(self.rows[1], *rows))
            self.columns = (min(self.columns[0], *columns), max(self.columns[1], *columns))

    def judge(self) -> None:
        if not self.cells:
            return
        area = (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)
        last = f"第 {self.rows[1]} 行 {column_name(min(self.columns[1], 10**6) - 1)} 列"
        if self.columns[1] > 16_384 or self.rows[1] > 1_048_576:
            raise SheetRefused(f"表格写到了{last}，超出表格的边界：{SAVE_AS}")
        if area > MOST_AREA or (area > SPARSE_AREA and area > 30 * self.cells):
            raise SheetRefused(f"表格里有零散内容写到了{last}：请删去多余的行和列，另存后再上传")


@dataclass
class Inspection:
    """What the guard saw in an .xlsx: cells with a failed formula, by part and then (line, column)."""

    errors: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


# -- the guard --------------------------------------------------------------------------------------------


def inspect_xlsx(path: Path) -> Inspection:
    """Inflate every member once, in pieces, and refuse what no store's ledger looks like."""
    with path.open("rb") as file:
        if (
            sum(piece.count(b"PK\x01\x02") for piece in iter(lambda: file.read(_PIECE), b""))
            > MOST_MEMBERS + 10
        ):
            raise SheetRefused(f"文件里有上千个部件，不像表格：{SAVE_AS}")
        try:
            members = zipfile.ZipFile(file).infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error):
            raise SheetRefused(_BROKEN) from None
        _judge_directory(members)
        seen, inflated = Inspection(), 0
        for member in members:
            inflated += _judge_member(file, path.stat().st_size, member, MOST_INFLATED - inflated, seen)
        return seen


def _judge_directory(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS:
        raise SheetRefused(f"文件里有 {len(names)} 个部件，超过 {MOST_MEMBERS} 个，不像表格：{SAVE_AS}")
    if any(member.flag_bits & 0x1 for member in members):
        raise SheetRefused(_PASSWORD)
    lower = {name.lower() for name in names}
    if len(lower) < len(names):
        raise SheetRefused(f"文件里有重名的部件，不像表格：{SAVE_AS}")
    if "xl/workbook.xml" not in lower:
        if "xl/workbook.bin" in lower:
            raise SheetRefused("这是 .xlsb 二进制表格，读不了：请另存为 .xlsx 再上传")
        if "content.xml" in lower:
            raise SheetRefused("这是 .ods 表格，读不了：请另存为 .xlsx 再上传")
        if any(name.startswith("word/") for name in lower):
            raise SheetRefused("这是 Word 文档，不是表格：请把表格另存为 .xlsx 再上传")
        if any(name.startswith("ppt/") for name in lower):
            raise SheetRefused("这是演示文稿，不是表格：请把表格另存为 .xlsx 再上传")
        raise SheetRefused("这是压缩包，不是表格：请解压后上传里面的表格")


def _judge_member(file: IO[bytes], size: int, member: zipfile.ZipInfo, room: int, seen: Inspection) -> int:
    """Inflate one member from its real stream; its size in bytes. `room`: how many may still come."""
    most = min(room, max(SMALL, MOST_RATIO * member.compress_size))
    name = member.filename.lower()
    is_xml = name.endswith((".xml", ".rels", ".vml"))
    is_sheet = is_xml and name.startswith("xl/worksheets/") and "/_rels/" not in name
    extent, inflated, marks, tail = _Extent(), 0, 0, b""
    for piece in _inflate(file, size, member):
        if not inflated and is_xml and (piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in piece[:64]):
            raise SheetRefused(f"文件内部的编码不合规矩：{SAVE_AS}")
        inflated += len(piece)
        if inflated > most:
            raise SheetRefused(_HUGE)
        if is_xml and _DOCTYPE.search(tail[-10:] + piece):
            raise SheetRefused(f"文件里有外部实体或类型声明，不予读取：{SAVE_AS}")
        marks += piece.count(b"<c ") if is_sheet else 0
        if marks > MOST_CELLS:
            raise SheetRefused(_HUGE)
        errors = seen.errors[member.filename] if is_sheet else set()
        tail = _look_at_cells(tail + piece, extent, errors) if is_sheet else piece[-10:]
    if is_sheet:
        _look_at_cells(tail + b"<c ", extent, seen.errors[member.filename])
        extent.judge()
    if inflated != member.file_size:
        raise SheetRefused(f"文件目录所说的大小与内容不符：{SAVE_AS}")
    return inflated


def _look_at_cells(text: bytes, extent: _Extent, errors: set[tuple[int, int]]) -> bytes:
    """Take in the cells that are whole; what may be half a cell is given back for the next piece."""
    cut = text.rfind(b"<", 0, max(text.rfind(b"<c "), text.rfind(b":c ")) + 1)
    whole, rest = (text[:cut], text[cut:]) if len(text) - cut < _HALF_CELL else (text, b"")
    extent.add(_FILLED.findall(whole))
    if b't="e"' in whole and len(errors) < 100_000:
        errors.update((int(row), _column(letters) - 1) for letters, row in _ERROR.findall(whole))
    return rest


def _inflate(file: IO[bytes], size: int, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes as its stream gives them, a mebibyte at a time; the directory is not believed."""
    file.seek(member.header_offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise SheetRefused(_BROKEN)
    name_length, extra_length = struct.unpack("<HH", head[26:30])
    start = member.header_offset + 30 + name_length + extra_length
    if start + member.compress_size > size or member.compress_type not in {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        raise SheetRefused(_BROKEN)
    file.seek(start)
    left = member.compress_size
    if member.compress_type == zipfile.ZIP_STORED:
        while left > 0:
            piece = file.read(min(left, _PIECE))
            left -= len(piece)
            yield piece
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not stream.eof:
            packed = stream.unconsumed_tail
            if not packed and left > 0:
                packed = file.read(min(left, 64 * 1024))
                left -= len(packed)
            piece = stream.decompress(packed, _PIECE)
            if not piece and not packed:
                raise SheetRefused(_BROKEN)
            yield piece
    except zlib.error:
        raise SheetRefused(_BROKEN) from None


def failed_formulas(path: Path, seen: Inspection) -> dict[str, set[tuple[int, int]]]:
    """Which cells of which sheet hold a failed formula (#N/A …); the reader gives them as empty."""
    parts = {part: cells for part, cells in seen.errors.items() if cells}
    if not parts:
        return {}
    try:
        with zipfile.ZipFile(path) as book:
            relations = fromstring(book.read("xl/_rels/workbook.xml.rels"))
            targets = {each.get("Id"): (each.get("Target") or "") for each in relations}
            names = {}
            for each in fromstring(book.read("xl/workbook.xml")).iter():
                if each.tag.endswith("}sheet"):
                    relation = next((value for key, value in each.items() if key.endswith("}id")), "")
                    names["xl/" + targets.get(relation, "").removeprefix("/xl/")] = each.get("name") or ""
    except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile):
        return {}
    return {names[part]: cells for part, cells in parts.items() if part in names}


def judge_ole(head: bytes, path: Path) -> None:
    """Tell an old .xls from its neighbours in the same container: protected .xlsx, Word, mail."""
    whole = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in whole:
        raise SheetRefused(_PASSWORD)
    if not any(name.encode("utf-16-le") in whole for name in ("Workbook", "Book")):
        what = " Word 文档" if "WordDocument".encode("utf-16-le") in whole else "别的文件"
        raise SheetRefused(f"这是{what}，不是表格：请把表格另存为 .xlsx 再上传")
    if len(head) < 512:
        raise SheetRefused(_BROKEN)


# -- the rows ---------------------------------------------------------------------------------------------


def _blocks(path: Path, sheet: str | None) -> Iterator[Any]:
    """What the reader's process says, block by block; it ends with whoever stops listening."""
    order = [sys.executable, "-I", workbook_reader.__file__, str(path), *([] if sheet is None else [sheet])]
    reader = subprocess.Popen(
        order, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    said = reader.stdout
    if said is None:
        raise SheetRefused(_BROKEN)
    try:
        while len(size := said.read(4)) == 4:
            block = marshal.loads(said.read(struct.unpack("<I", size)[0]))
            if isinstance(block, tuple) and block[0] == "refused":
                raise SheetRefused(_refusal(*block[1:]))
            yield block
        if reader.wait() != 0:
            raise SheetRefused(_HUGE if sheet is not None else _BROKEN)
    finally:
        reader.kill()
        reader.wait()
        said.close()


def _refusal(kind: str, detail: str) -> str:
    if kind == "password":
        return _PASSWORD
    if kind == "sheet":
        return f"文件里没有名为“{detail}”的工作表：请核对"
    if kind == "wide":
        return f"表格有 {detail} 列，超过 {workbook_reader.MOST_COLUMNS} 列：请删去多余的列，另存后再上传"
    return _BROKEN


def sheet_names(path: Path) -> tuple[str, ...]:
    """The visible sheets in order; refuses what cannot be opened."""
    for block in _blocks(path, None):
        return tuple(block[1])
    raise SheetRefused(_BROKEN)


@dataclass
class SheetContent:
    """A sheet's merged ranges (first and last line and column, from 0) and its rows, given once."""

    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    rows: Iterator[Row]


def read_sheet(path: Path, sheet: str, failed: set[tuple[int, int]]) -> SheetContent:
    """Start reading one sheet; `failed` are its cells (line from 1, column from 0) with a failed formula."""
    blocks = _blocks(path, sheet)
    next(blocks, None)
    merged = next(blocks, None)
    return SheetContent(merged[1] if merged else [], _rows(sheet, blocks, failed))


def _rows(sheet: str, blocks: Iterator[Any], failed: set[tuple[int, int]]) -> Iterator[Row]:
    line = 0
    wrong: dict[int, list[int]] = defaultdict(list)
    for at, column in failed:
        wrong[at].append(column)
    for block in blocks:
        for cells, doubts in block:
            line += 1
            if line in wrong:
                cells, doubts = _with_failures(cells, doubts, wrong[line])
            yield Row(sheet, line, cells, doubts)


def _with_failures(
    cells: tuple[str, ...], doubts: dict[int, str], columns: list[int]
) -> tuple[tuple[str, ...], dict[int, str]]:
    widest = max(*columns, len(cells) - 1) if columns else len(cells) - 1
    texts = [*cells, *[""] * (widest + 1 - len(cells))]
    for column in columns:
        texts[column] = texts[column] or "#错误"
        doubts = {**doubts, column: "公式出错，没有数值：请改正后重新导出"}
    return tuple(texts), doubts
