"""From rows to a table: where the headings stand, which rows are records, which column means what."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import Final

from zhangdian.foundation.ui.cells import half_width
from zhangdian.foundation.ui.rows import Row, SheetRefused, column_name

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]

_LOOKED_AT: Final = 40  # rows in which the headings must stand
_TOTAL: Final = re.compile(
    r"(?:本[页日周月季年]|全[部年月]|年度|月度)?(?:合计|总计|小计|累计|共计|总合计)(?:[^\w].*|[(（].*)?"
)
_FOOT: Final = re.compile(
    r"(?:制表|制单|审核|复核|经办|打印|导出|备注|说明|注|填表)[^：:]{0,6}[：:].*|注意.*|第.{1,6}页.*"
)
_NUMERIC: Final = re.compile(
    r"[-+(]?[¥$]?[0-9][0-9,]*(?:\.[0-9]+)?[%)]?(?:元|台|辆|件|次|公里|km)?", re.IGNORECASE
)


# -- which column means what ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """Something that an import wants: its key, its Chinese name, other names that stores give it."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.synonyms, self.key)


@dataclass(frozen=True, slots=True)
class Match:
    """A field and the column it was found in (from 0; None when not found), with a score up to 100."""

    field: Field
    column: int | None
    heading: str = ""
    score: int = 0


@dataclass(frozen=True)
class Matching:
    """The proposal which a person may change before the import: one match per field, in the fields' order."""

    headings: tuple[str, ...]
    matches: tuple[Match, ...]

    @property
    def columns(self) -> dict[str, int]:
        """Key of the field → column (from 0), of those found."""
        return {match.field.key: match.column for match in self.matches if match.column is not None}

    @property
    def missing(self) -> tuple[Field, ...]:
        """Required fields without a column."""
        return tuple(each.field for each in self.matches if each.field.required and each.column is None)

    @property
    def unused(self) -> tuple[int, ...]:
        """Columns with a heading that no field took."""
        taken = set(self.columns.values())
        return tuple(at for at, heading in enumerate(self.headings) if heading and at not in taken)

    def choose(self, key: str, column: int | None) -> "Matching":
        """The matching after a person set one field's column; whoever had the column loses it."""
        if key not in {match.field.key for match in self.matches}:
            raise KeyError(key)
        if column is not None and not 0 <= column < len(self.headings):
            raise ValueError(f"没有第 {column + 1} 列：请重选")

        def chosen(match: Match) -> Match:
            if match.field.key == key:
                heading = "" if column is None else self.headings[column]
                return replace(match, column=column, heading=heading, score=100 if column is not None else 0)
            if column is not None and match.column == column:
                return replace(match, column=None, heading="", score=0)
            return match

        return replace(self, matches=tuple(map(chosen, self.matches)))

    def read(self, row: Row) -> dict[str, str]:
        """Key of each found field → trimmed text of the row."""
        return {key: row.cell(column) for key, column in self.columns.items()}

    def sentence(self) -> str:
        """What is missing, for the person who maps; empty when nothing is."""
        names = "、".join(each.label for each in self.missing)
        return f"没有找到这些列：{names}。请为它们选列，或在表里补上" if names else ""


_ENOUGH: Final = 55
_LONGEST_HEADING: Final = 80
_SURE: Final = 80


def match_headings(headings: Sequence[str], fields: Sequence[Field]) -> Matching:
    """Propose a column for every field: best scores first, no column twice."""
    scored = sorted(
        (
            (-score, column, place)
            for place, each in enumerate(fields)
            for column, heading in enumerate(headings)
            if (score := _score(heading, each)) >= _ENOUGH
        ),
    )
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for less, column, place in scored:
        if place not in found and column not in taken:
            found[place] = Match(fields[place], column, headings[column], -less)
            taken.add(column)
    return Matching(
        tuple(headings), tuple(found.get(place, Match(each, None)) for place, each in enumerate(fields))
    )


def _score(heading: str, wanted: Field) -> int:
    """How well a heading names a field, 0 to 100."""
    return max(_likeness(heading, name) for name in wanted.names) if heading else 0


def _likeness(heading: str, name: str) -> int:
    if len(heading) > _LONGEST_HEADING:
        return 0
    whole, asked = _squeezed(heading), _squeezed(name)
    if not whole or not asked:
        return 0
    if whole == asked:
        return 100
    bare, bare_asked = _bare(heading), _bare(name)
    if bare and bare == bare_asked:
        return 95
    last = _bare(heading.rsplit("/", 1)[-1])
    if last and last == bare_asked:
        return 85
    if len(bare_asked) >= 2 and bare_asked in bare:
        return 60 + 20 * len(bare_asked) // len(bare)
    if len(bare) >= 2 and bare in bare_asked:
        return 55 + 15 * len(bare) // len(bare_asked)
    if min(len(bare), len(bare_asked)) >= 4:
        ratio = SequenceMatcher(None, bare, bare_asked, autojunk=False).ratio()
        return round(70 * ratio) if ratio >= 0.8 else 0
    return 0


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_*#:：/\\-]+", "", half_width(text)).lower()


def _bare(text: str) -> str:
    return re.sub(r"[(（\[【].*?[)）\]】]|必填|选填", "", _squeezed(text))


# -- where the headings stand -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Skipped:
    """Lines that are no records: from, to (both in), and why."""

    line: int
    until: int
    why: str


@dataclass
class Table:
    """Headings, then the records one at a time; `skipped` fills with what was left out as they are taken."""

    sheet: str
    headings: tuple[str, ...]
    heading_line: int
    rows: Iterator[Row]
    skipped: list[Skipped] = field(default_factory=list)

    def match(self, fields: Sequence[Field]) -> Matching:
        return match_headings(self.headings, fields)


def find_table(rows: Iterable[Row], fields: Sequence[Field] = (), merged: Merged = ()) -> Table | None:
    """The table that these rows of one sheet make; None when all are blank."""
    coming = iter(rows)
    first = list(islice(coming, _LOOKED_AT))
    while first and all(row.is_blank for row in first):
        first = list(islice(coming, _LOOKED_AT))
    if not first:
        return None
    at, lines = _find_headings(first, fields, merged)
    headings = _headings(first[at : at + lines], merged)
    table = Table(first[at].sheet, headings, first[at].line, iter(()))
    for row in first[:at]:
        _skip(table.skipped, row.line, "空行" if row.is_blank else "表头之前的标题")
    heads = {next(filter(None, texts)): texts for row in first[at : at + lines] if any(texts := _texts(row))}
    table.rows = _records(chain(first[at + lines :], coming), table, heads)
    return table


def _texts(row: Row) -> tuple[str, ...]:
    texts = [_squeezed(cell) for cell in row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _find_headings(first: list[Row], fields: Sequence[Field], merged: Merged) -> tuple[int, int]:
    """Place of the first heading row and the number of heading rows, one or two."""
    usual = _usual_width(first)
    best, at = 0.0, None
    for place, row in enumerate(first):
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        if not texts or (len(texts) == 1 < usual):
            continue
        wordy = sum(map(_is_word, texts)) / len(texts)
        known = sum(any(_score(text, each) >= _SURE for text in texts) for each in fields)
        if wordy < 0.7 and known < 2:
            continue
        score = 10 * known + min(len(texts) / usual, 1) + wordy
        if (known or (len(texts) >= 0.5 * usual and wordy >= 0.85)) and score > best:
            best, at = score, place
    if at is None:
        raise SheetRefused(
            f"没有找到表头：请保留写着列名的一行（例如 车牌、姓名、电话），它应在前 {_LOOKED_AT} 行内"
        )
    if at + 1 < len(first) and _are_two_lines(first[at], first[at + 1], fields, merged):
        return at, 2
    if at and _are_two_lines(first[at - 1], first[at], fields, merged):
        return at - 1, 2
    return at, 1


def _usual_width(first: list[Row]) -> int:
    widths = Counter(sum(1 for cell in row.cells if cell.strip()) for row in first if not row.is_blank)
    return max(widths, key=lambda width: (widths[width] * width, width))


def _is_word(text: str) -> bool:
    """Whether a cell may be a heading: short, and no number, day or number of something."""
    plain = half_width(text).strip()
    digits = sum(sign.isdigit() for sign in plain)
    return len(plain) <= 30 and not _NUMERIC.fullmatch(plain) and digits * 3 <= len(plain)


def _are_two_lines(upper: Row, lower: Row, fields: Sequence[Field], merged: Merged) -> bool:
    """Whether the lower row continues the headings of the upper: groups above, names below."""
    if lower.line != upper.line + 1 or upper.is_blank or lower.is_blank:
        return False
    above = [half_width(cell).strip() for cell in upper.cells]
    below = [half_width(cell).strip() for cell in lower.cells]
    groups = [text for text in above if text]
    if len(groups) < 2 or any(":" in text or len(text) > 12 or not _is_word(text) for text in groups):
        return False
    names = [text for text in below if text]
    if len(set(names)) < len(names) and not merged and len(set(names)) < 2:
        return False
    if not all(_is_word(text) for text in names):
        return False
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    for column, text in enumerate(below):
        begins_group = column + 1 < width and above[column] and not above[column + 1]
        if text and above[column] and not begins_group:
            return False
    if any(top[0] == upper.line - 1 and bottom[1] > top[1] and bottom[0] == top[0] for top, bottom in merged):
        return True
    filled = [below[column] for column in range(width) if not above[column]]
    if not filled or not any(filled):
        return False
    if fields:
        return sum(any(_score(text, each) >= _SURE for each in fields) for text in names) >= 1
    return all(filled) and all(len(text) <= 10 for text in names)


def _headings(rows: list[Row], merged: Merged) -> tuple[str, ...]:
    """One heading per column: 组/名 where two lines say it, empty where none does."""
    lines = [[re.sub(r"\s+", "", half_width(cell)) for cell in row.cells] for row in rows]
    width = max(map(len, lines))
    lines = [[*line, *[""] * (width - len(line))] for line in lines]
    if len(lines) == 2:
        above, below = lines
        group = ""
        joined = []
        for column in range(width):
            group = above[column] or (group if below[column] else "")
            joined.append("/".join(dict.fromkeys(part for part in (group, below[column]) if part)))
        lines = [joined]
    headings = lines[0]
    while headings and not headings[-1]:
        headings.pop()
    return tuple(headings)


# -- which rows are records -------------------------------------------------------------------------------


def _records(rows: Iterable[Row], table: Table, heads: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    width = len(table.headings)
    last = 0
    for row in rows:
        last = row.line
        why = _no_record(row, width, heads)
        if why:
            _skip(table.skipped, row.line, why)
            continue
        extra = [cell for cell in row.cells[width:] if cell.strip()]
        if extra:
            said = f"比表头多 {len(extra)} 格（从 {column_name(width)} 列起）：请核对是否错列"
            row = replace(row, fault=row.fault or said)
        if len(row.cells) < width:
            row = replace(row, cells=(*row.cells, *[""] * (width - len(row.cells))))
        yield row
    _drop_end(table.skipped, last)


def _no_record(row: Row, width: int, heads: Mapping[str, tuple[str, ...]]) -> str:
    filled = [cell for cell in row.cells if cell and not cell.isspace()]
    if not filled:
        return "空行"
    head = heads.get(_squeezed(filled[0]))
    if head and _texts(row) == head:
        return "重复的表头"
    if len(filled) * 2 > width and not any("计" in cell for cell in filled[:4]):
        return ""  # nearly every row; what follows is for the few
    texts = [text for cell in filled if (text := re.sub(r"\s+", "", half_width(cell)))] or [""]
    if _TOTAL.fullmatch(texts[0]):
        return "合计行"
    if len(texts) > 1 and any(_TOTAL.fullmatch(text) for text in texts[:4]):
        others = [text for text in texts if not _TOTAL.fullmatch(text)]
        if all(_NUMERIC.fullmatch(text) for text in others):
            return "合计行"
    if width >= 4 and len(texts) * 2 <= width and _FOOT.fullmatch(texts[0]):
        return "表尾说明"
    return ""


def _skip(skipped: list[Skipped], line: int, why: str) -> None:
    """Note a line; neighbours with the same reason are one entry, so that a million blanks cost nothing."""
    if skipped and skipped[-1].why == why and skipped[-1].until == line - 1:
        skipped[-1] = replace(skipped[-1], until=line)
    else:
        skipped.append(Skipped(line, line, why))


def _drop_end(skipped: list[Skipped], last: int) -> None:
    """Blank lines at the very end are no news."""
    if skipped and skipped[-1].why == "空行" and skipped[-1].until == last:
        skipped.pop()


def count_skipped(skipped: Iterable[Skipped]) -> Mapping[str, int]:
    """Reason → number of lines, for the report of an import."""
    counts: Counter[str] = Counter()
    for each in skipped:
        counts[each.why] += each.until - each.line + 1
    return counts
