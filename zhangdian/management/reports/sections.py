"""Sections of reports: any figure of the house, its course, and the tables that are declared here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.safestring import SafeString

from zhangdian.foundation.kernel import figures
from zhangdian.foundation.kernel.figures import FIGURES, Figure
from zhangdian.foundation.kernel.sight import SIGHTS
from zhangdian.foundation.ui import charts
from zhangdian.foundation.ui.writing import NOTHING, figure, money
from zhangdian.foundation.ui.xlsx import ColumnKind
from zhangdian.management.reports.kinds import About, Period
from zhangdian.people.organization.roles import Role

Cell = str | int | Decimal | None
LONGEST_COURSE = {Period.LAST_WEEK: 13, Period.LAST_MONTH: 13}
"""So many weeks or months stand in a chart; of days two weeks."""


@dataclass(frozen=True)
class Heading:
    """A column of a table."""

    text: str
    kind: ColumnKind = ColumnKind.TEXT

    @property
    def is_number(self) -> bool:
        return self.kind in (ColumnKind.NUMBER, ColumnKind.MONEY)


@dataclass(frozen=True)
class Number:
    """One number with its unit, and the one before it; None where there was nothing to reckon."""

    name: str
    value: Decimal | None
    unit: str
    before: Decimal | None = None

    @property
    def says(self) -> str:
        return written(self.value, self.kind)

    @property
    def says_before(self) -> str:
        return written(self.before, self.kind)

    @property
    def kind(self) -> ColumnKind:
        return kind_of(self.unit)


@dataclass(frozen=True)
class Chart:
    """How a number went: what stands under each column, and its height."""

    title: str
    unit: str
    points: Sequence[tuple[str, Decimal | None]]

    @property
    def svg(self) -> SafeString:
        """Drawn for paper; nothing where there was nothing."""
        return charts.columns(self.drawn)

    @property
    def live(self) -> SafeString:
        """The same for a screen."""
        return charts.live_columns(self.drawn)

    @property
    def drawn(self) -> list[charts.Point]:
        return [charts.Point(under, value, self.says(value)) for under, value in self.points]

    @property
    def kind(self) -> ColumnKind:
        return kind_of(self.unit)

    def says(self, value: Decimal | None) -> str:
        return written(value, self.kind)


@dataclass(frozen=True)
class Table:
    """Rows under headings; says what it means that there are none."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    nothing: str = "没有"

    @property
    def cells(self) -> Iterator[list[tuple[Heading, str]]]:
        """Each row as it is written: sums of money with cents, nothing as a dash."""
        for row in self.rows:
            yield [(head, written(cell, head.kind)) for head, cell in zip(self.headings, row, strict=True)]


Part = Sequence[Number] | Chart | Table


@dataclass(frozen=True)
class Content:
    """What a report says."""

    figures: Sequence[Number] = ()
    charts: Sequence[Chart] = ()
    tables: Sequence[Table] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.figures or self.charts or self.tables)


def kind_of(unit: str) -> ColumnKind:
    return ColumnKind.MONEY if unit == "元" else ColumnKind.NUMBER


def written(cell: Cell, kind: ColumnKind) -> str:
    if cell is None or cell == "":
        return NOTHING
    return (
        money(cell) if kind is ColumnKind.MONEY else str(figure(cell)) if not isinstance(cell, str) else cell
    )


class Sort(StrEnum):
    """What a section looks like."""

    NUMBER = "number"
    COURSE = "course"
    TABLE = "table"

    @property
    def label(self) -> str:
        return {Sort.NUMBER: "数字", Sort.COURSE: "走势图", Sort.TABLE: "表"}[self]


@dataclass(frozen=True)
class Section:
    """One thing that a report can tell."""

    code: str
    label: str
    sort: Sort
    make: Callable[[About], Part]
    sights: tuple[str, ...] = ()
    """Guarded values in it: only readers to whom all are open get the report."""
    posts: frozenset[str] = frozenset()
    """Whose persons have it as their own work; else it only tells of the store."""

    def own_of(self, role: Role) -> bool:
        """Whether it can be told of one person of a post."""
        return role in self.posts

    def open_to(self, role: Role) -> bool:
        """Whether a holder of the post may see all of it."""
        return all(role in SIGHTS[name].roles for name in self.sights)


DECLARED: dict[str, Section] = {}
NUMBERS, COURSES = "figure:", "course:"


def section(
    code: str, label: str, *, sights: Iterable[str] = (), posts: Iterable[Role] = (), sort: Sort = Sort.TABLE
) -> Callable[[Callable[[About], Part]], Callable[[About], Part]]:
    """Declare what a function tells of a report's days."""

    def declare(make: Callable[[About], Part]) -> Callable[[About], Part]:
        DECLARED[code] = Section(code, label, sort, make, tuple(sights), frozenset(map(str, posts)))
        return make

    return declare


def section_of(code: str) -> Section | None:
    """A declared one, or a figure of the house, or its course."""
    sort, name = code[:7], code[7:]
    if sort in (NUMBERS, COURSES):
        found = FIGURES.get(name)
        return _of_figure(found, sort) if found else None
    return DECLARED.get(code)


def _of_figure(found: Figure, sort: str) -> Section:
    sights = (found.sight,) if found.sight else ()
    posts = frozenset(map(str, found.posts))
    if sort == NUMBERS:
        return Section(
            NUMBERS + found.name, found.label, Sort.NUMBER, lambda a: number(a, found), sights, posts
        )
    label = f"{found.label}走势"
    return Section(COURSES + found.name, label, Sort.COURSE, lambda a: course(a, found), sights, posts)


def sections(ctx: Any) -> Iterator[Section]:
    """Everything that a report can tell; a figure of how things stand now has no course."""
    for found in FIGURES.values():
        yield _of_figure(found, NUMBERS)
        if found.facts(ctx).at:
            yield _of_figure(found, COURSES)
    yield from DECLARED.values()


def content_of(about: About, codes: Iterable[str]) -> Content:
    """Sections as they follow each other, numbers before charts before tables."""
    numbers: list[Number] = []
    drawn: list[Chart] = []
    tables: list[Table] = []
    for code in codes:
        known = section_of(code)
        if known is None:
            continue
        part = known.make(about)
        if isinstance(part, Chart):
            drawn.append(part)
        elif isinstance(part, Table):
            tables.append(part)
        else:
            numbers.extend(part)
    return Content(numbers, drawn, tables)


def sights_of(codes: Iterable[str]) -> list[str]:
    """Guarded values of which a report of these sections tells."""
    known = (section_of(code) for code in codes)
    return sorted({sight for each in known if each for sight in each.sights})


def number(about: About, found: Figure) -> list[Number]:
    """A figure of the house, and the same time before."""
    then, now = figures.of_spans(about.ctx, found, [about.before, about.days], about.whose)
    if now is None:
        now = found(about.ctx, *about.days, about.whose)
    return [Number(found.label, now.value, found.unit, then.value if then else None)]


def course(about: About, found: Figure) -> Chart:
    """How a figure went: by days, weeks or months, as the report is."""
    spans = about.period.spans(*about.days, LONGEST_COURSE.get(about.period, 14))
    measured = figures.of_spans(about.ctx, found, spans, about.whose)
    by_month = about.period is Period.LAST_MONTH
    points = [
        (f"{first:%y-%m}" if by_month else f"{first:%m-%d}", each.value if each else None)
        for (first, _), each in zip(spans, measured, strict=True)
    ]
    return Chart(f"{found.label}（{found.unit}）", found.unit, points)
