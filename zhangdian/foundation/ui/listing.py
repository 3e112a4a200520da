"""The one list of the house: declared columns, filters in the address, pages by key, cards on phones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any, ClassVar, Literal
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zhangdian.foundation.kernel.sight import Sealed
from zhangdian.foundation.ui import writing, xlsx
from zhangdian.foundation.ui.columns import SHEET_KINDS, WORDS, Column, Kind, Row, cell_class, write
from zhangdian.foundation.ui.filters import Choice, Days, Filter, Flag, Offers, Typed, clean
from zhangdian.foundation.ui.paging import COUNTED_TO, Order, bounded, clean_key, count

__all__ = ["Choice", "Column", "Days", "Filter", "Flag", "Kind", "LeavesMasked", "Listing", "Row", "Typed"]

PAGE = 50
EXPORTED_TO = 100_000
FEW = 8
"""From so many rows on a column that is empty in all of them says nothing."""
NOTHINGS = (None, "", writing.NOTHING)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a filter offers."""

    value: str
    label: str
    on: bool
    href: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: pressed, it sorts."""

    text: str
    right: bool
    sorted: Literal["", "up", "down"] = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One filter as it stands above the list."""

    filter: Filter
    options: list[Option]
    on: bool
    says: str
    drop: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """The chip whose dropping helps most, and what it would bring."""

    says: str
    count: str
    href: str


@dataclass
class _Page:
    rows: list[Row] = field(default_factory=list)
    before: bool = False
    after: bool = False
    start: int = 1


class Listing:
    """Subclass it, declare columns and filters, and give it the rows that this person may see."""

    columns: ClassVar[Sequence[Column]] = ()
    filters: Sequence[Filter] = ()
    needs: ClassVar[Sequence[str]] = ()
    """Paths that `href` and `row_state` read beside those of the columns."""
    order: ClassVar[str | tuple[str, ...]] = "-pk"
    """Paths to sort by when the address says nothing; the key is always the last of them."""
    order_says: ClassVar[str] = ""
    """The default order in words: 超时在前，再按停留."""
    title: ClassVar[str] = ""
    """The name of the exported sheet."""
    unit: ClassVar[str] = "行"
    thing: ClassVar[str] = "记录"
    page_size: ClassVar[int] = PAGE
    empty_title: ClassVar[str] = "这里还没有东西"
    empty_says: ClassVar[str] = ""
    empty_icon: ClassVar[str] = "file-text"

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], ctx: Any = None) -> None:
        self.request = request
        self.ctx = ctx if ctx is not None else getattr(request, "ctx", None)
        self.base = rows
        self._ignored: list[str] = []

    # What a subclass may say ------------------------------------------------------------------

    def href(self, row: Row) -> str:
        """Where a row leads; nowhere by default."""
        return ""

    def row_state(self, row: Row) -> str:
        """The one state of a whole row, for its card."""
        return ""

    def own_order(self) -> Sequence[str]:
        """What it sorts by when the address says nothing."""
        return (self.order,) if isinstance(self.order, str) else self.order

    def own_order_says(self) -> str:
        return self.order_says

    # The address ------------------------------------------------------------------------------

    def _given(self, key: str) -> str:
        return self.request.GET.get(key, "")

    @cached_property
    def _offers(self) -> dict[str, Offers]:
        """What each filter offers this person, asked once."""
        return {one.key: one.offers(self.ctx) for one in self.filters}

    @property
    def ignored(self) -> list[str]:
        """What the address asked for and made no sense, for the page to say so."""
        _ = self.chosen, self._page
        return self._ignored

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The filters in force, cleaned."""
        found: dict[str, Any] = {}
        for one in self.filters:
            default = getattr(one, "default", "")
            raw = one.read(self.request.GET) or default
            if not raw or (default and raw == "all"):
                continue
            try:
                found[one.key] = clean(one.form_field(self._offers[one.key]), raw)
            except ValidationError:
                self._ignored.append(one.heading)
                if default and raw != default:
                    found[one.key] = default
        return found

    def url(self, **changes: str | None) -> str:
        """This address with some of it changed; the place in the pages is kept only where it is named."""
        kept = {f.key: f.raw(self.chosen[f.key]) for f in self.filters if f.key in self.chosen}
        for one in self.filters:
            if getattr(one, "default", "") and one.key not in self.chosen:
                kept[one.key] = "all"
        if self._sort_key:
            kept["sort"] = self._sort_key
        for key, value in changes.items():
            if value is None:
                kept.pop(key, None)
            else:
                kept[key] = value
        for one in self.filters:
            if kept.get(one.key) and kept[one.key] == getattr(one, "default", ""):
                del kept[one.key]
        return f"?{urlencode(kept)}" if kept else self.request.path

    # Sorting ----------------------------------------------------------------------------------

    @cached_property
    def _sort_key(self) -> str:
        """What the address sorts by, of what may be sorted; empty for the list's own order."""
        raw = self._given("sort")
        return raw if raw.removeprefix("-") in {c.key for c in self.columns if c.sorts} else ""

    @cached_property
    def sorting(self) -> Order:
        """The order in force."""
        if self._sort_key:
            falling = self._sort_key.startswith("-")
            column = next(c for c in self.columns if c.key == self._sort_key.removeprefix("-"))
            terms = [(p.removeprefix("-"), p.startswith("-") != falling) for p in column.sorts]
        else:
            terms = [(p.removeprefix("-"), p.startswith("-")) for p in self.own_order()]
        return Order(self.base.model, terms)

    # Rows -------------------------------------------------------------------------------------

    def _narrowed(self, without: str = "", **instead: Any) -> QuerySet[Any]:
        rows = self.base
        for one in self.filters:
            if one.key in instead:
                rows = one.narrow(rows, instead[one.key], self.ctx)
            elif one.key in self.chosen and one.key != without:
                rows = one.narrow(rows, self.chosen[one.key], self.ctx)
        return rows

    @cached_property
    def paths(self) -> list[str]:
        """Every path that the columns read, the key first."""
        return list(dict.fromkeys(["pk", *(path for c in self.columns for path in c.paths), *self.needs]))

    def _fetch(self, rows: QuerySet[Any]) -> list[Row]:
        at = {path: i for i, path in enumerate(self.paths)}
        return [Row(at, values) for values in rows.values_list(*self.paths)]

    @cached_property
    def _page(self) -> _Page:
        size = self.page_size
        for way, backwards in (("after", False), ("before", True)):
            raw = self._given(way)
            if not raw:
                continue
            try:
                key = clean_key(self.base.model._meta.pk, raw)
            except ValidationError:
                self._ignored.append("页")
                break
            start = self._start
            beyond = self._narrowed().filter(self.sorting.beyond(self.base, key, backwards))
            rows = self._fetch(self.sorting.sort(beyond, backwards)[: size + 1])
            more = len(rows) > size
            rows = rows[:size]
            if not backwards and rows:
                return _Page(rows, before=True, after=more, start=start)
            if backwards and more:
                return _Page(rows[::-1], before=True, after=True, start=start)
            break  # before the first page, or past the last: the first page, whole
        rows = self._fetch(self.sorting.sort(self._narrowed())[: size + 1])
        return _Page(rows[:size], after=len(rows) > size)

    @cached_property
    def _start(self) -> int:
        """The number of the page's first row, as the address counts it; for the foot only."""
        try:
            number = clean(forms.IntegerField(min_value=1, max_value=1_000_000), self._given("n") or "1")
        except ValidationError:
            return 1
        return int(number)

    @property
    def rows(self) -> list[Row]:
        """The rows of this page, as values."""
        return self._page.rows

    @cached_property
    def lines(self) -> list[SafeString]:
        """The rows of this page as lines of a table."""
        return [self._line(row) for row in self._page.rows]

    @cached_property
    def cards(self) -> list[SafeString]:
        """The rows of this page as a phone's cards."""
        return [self._card(row) for row in self._page.rows]

    # Counts -----------------------------------------------------------------------------------

    @cached_property
    def _counts(self) -> dict[str, int]:
        """How many rows there are, and how many each counted option would leave."""
        sets = {"": self._narrowed()}
        for one in self.filters:
            if one.counted:
                for value, _label in self._offers[one.key]:
                    sets[f"{one.key}={value}"] = self._narrowed(**{one.key: value})
        return count(self.base.db, sets)

    @property
    def total(self) -> str:
        """How many rows, as far as it is worth counting."""
        return bounded(self._counts[""])

    @property
    def span(self) -> str:
        """1–16 / 27."""
        page = self._page
        return f"{page.start}–{page.start + len(page.rows) - 1} / {self.total}" if page.rows else "0"

    @property
    def rest(self) -> str:
        """How many rows stand after this page; empty where it is the last."""
        page, counted = self._page, self._counts[""]
        if not page.after:
            return ""
        last = page.start + len(page.rows) - 1
        return f"{counted - last}" if counted <= COUNTED_TO else f"{max(COUNTED_TO - last, 1):,}+"

    @property
    def remark(self) -> str:
        """27 台 · 超时在前，再按停留."""
        said = f"{self.total} {self.unit}"
        order = self.own_order_says()
        return f"{said} · {order}" if order and not self._sort_key else said

    @property
    def previous_url(self) -> str:
        page = self._page
        if not page.before:
            return ""
        return self.url(before=str(page.rows[0].pk), n=str(max(1, page.start - self.page_size)))

    @property
    def next_url(self) -> str:
        page = self._page
        if not page.after:
            return ""
        return self.url(after=str(page.rows[-1].pk), n=str(page.start + len(page.rows)))

    # What stands above and in the head --------------------------------------------------------

    @cached_property
    def bars(self) -> list[Bar]:
        return [self._bar(one) for one in self.filters]

    @property
    def segs(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.filter.shown == "seg"]

    @property
    def chips(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.filter.shown != "seg"]

    @property
    def typed(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.filter.shown == "form"]

    def _bar(self, one: Filter) -> Bar:
        value = self.chosen.get(one.key)
        raw = one.raw(value) if value is not None else ""
        drop = self.url(**{one.key: "all" if getattr(one, "default", "") else None})
        options = []
        for key, label in self._offers[one.key]:
            on = key == raw
            stays = on and one.shown == "seg"
            number = bounded(self._counts[f"{one.key}={key}"]) if one.counted else ""
            href = self.url(**{one.key: key}) if not on or stays else drop
            options.append(Option(key, label, on, href, number))
        says = one.says(value, self._offers[one.key]) if value is not None else one.heading
        return Bar(one, options, value is not None, says, drop, raw)

    @property
    def in_force(self) -> list[Bar]:
        """The filters that narrow the list now and can be dropped."""
        return [bar for bar in self.bars if bar.on and bar.filter.shown != "seg"]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a typed filter's form must carry along."""
        typed = {bar.filter.key for bar in self.typed}
        query = QueryDict(self.url().partition("?")[2])
        return [(key, query[key]) for key in query if key not in typed]

    @cached_property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.shown]

    @cached_property
    def shown(self) -> list[Column]:
        """The columns that say something here: on a long page those with nothing in any row stay away."""
        if len(self.rows) < FEW:
            return list(self.columns)
        return [
            column
            for i, column in enumerate(self.columns)
            if i == 0 or any(self.value(column, row) not in NOTHINGS for row in self.rows)
        ]

    @cached_property
    def _steering(self) -> str:
        """The column whose head shows the order: the one asked for, else the first of the own order."""
        if self._sort_key:
            return self._sort_key.removeprefix("-")
        steers = self.sorting.steers
        sorted_by_it = (c.key for c in self.shown if c.sorts and c.sorts[0].removeprefix("-") == steers)
        return next(sorted_by_it, "")

    def _heading(self, column: Column) -> Heading:
        if not column.sorts:
            return Heading(column.heading, column.right)
        path, rises_falling = column.sorts[0].removeprefix("-"), column.sorts[0].startswith("-")
        if column.key != self._steering:
            first = column.key if column.kind in WORDS else f"-{column.key}"
            return Heading(column.heading, column.right, "", self.url(sort=first))
        down = self.sorting.falls(path) != rises_falling
        turned = column.key if down else f"-{column.key}"
        return Heading(column.heading, column.right, "down" if down else "up", self.url(sort=turned))

    # Empty ------------------------------------------------------------------------------------

    @cached_property
    def drop(self) -> Drop | None:
        """When filters leave nothing: the one to drop that brings most."""
        if self._page.rows or not self.in_force:
            return None
        sets = {bar.filter.key: self._narrowed(without=bar.filter.key) for bar in self.in_force}
        counts = count(self.base.db, sets)
        best = max(self.in_force, key=lambda bar: counts[bar.filter.key])
        return Drop(best.says, bounded(counts[best.filter.key]), best.drop)

    @property
    def empty_filtered(self) -> bool:
        """Whether somebody narrowed it to nothing; what is in force by itself narrows for nobody."""
        return not self._page.rows and any(
            bar.raw != getattr(bar.filter, "default", "") for bar in self.in_force
        )

    # Drawing ----------------------------------------------------------------------------------

    def value(self, column: Column, row: Row) -> Any:
        """The value of a column in a row, opened for this viewer if he may see it."""
        found = column.value(row) if callable(column.value) else row[column.value or column.key]
        if column.open:
            found = column.open(self.ctx, found)
        elif isinstance(found, Sealed):
            found = found.seen_by(self.ctx) if self.ctx else str(found)
        if column.labels is not None:
            found = column.labels.get(found, found)
        return found

    def _written(self, column: Column, row: Row, linked: bool = True) -> str:
        """The inside of a cell, escaped."""
        value = self.value(column, row)
        state = column.state(row) if column.state else ""
        text = column.draw(value) if column.draw else write(column.kind, value, state)
        beside = column.beside(row) if callable(column.beside) else column.beside and row[column.beside]
        if beside:
            if isinstance(beside, Sealed):
                beside = beside.seen_by(self.ctx) if self.ctx else str(beside)
            text = f'{text} <span class="lbl">{escape(beside)}</span>'
        if linked and column.link and (href := column.link(row)):
            text = f'<a href="{escape(href)}">{text}</a>'
        return text

    def _line(self, row: Row) -> SafeString:
        href = self.href(row)
        cells = []
        for i, column in enumerate(self.shown):
            text, css = self._written(column, row), cell_class(column, row)
            if i == 0 and href:
                text = f'<a class="row-link" href="{escape(href)}">{text}</a>'
            cells.append(f'<td class="{css}">{text}</td>' if css else f"<td>{text}</td>")
        return mark_safe(f"<tr>{''.join(cells)}</tr>")

    def _card(self, row: Row) -> SafeString:
        """The row on a phone: three lines, each with a left and a right end."""
        places: dict[str, list[str]] = {}
        for column, place in zip(self.columns, self._places, strict=True):
            text = self._written(column, row, linked=False) if place else ""
            if text and text != writing.NOTHING:
                css = cell_class(column, row)
                if column.said:
                    text = f'<span class="said">{escape(column.heading)}</span> {text}'
                places.setdefault(place, []).append(
                    f'<span class="{css}">{text}</span>' if css and css != "num" else text
                )
        lines = []
        for number in "123":
            left, right = places.get(number, []), places.get(f"{number}>", [])
            if left or right:
                glue = " · " if number == "3" else " "
                end = f'<span class="end">{" · ".join(right)}</span>' if right else ""
                lines.append(f'<div class="line line-{number}"><span>{glue.join(left)}</span>{end}</div>')
        href = self.href(row)
        tag, where = ("a", f' href="{escape(href)}"') if href else ("div", "")
        state = writing.state_class(self.row_state(row))
        return mark_safe(f'<{tag} class="row-card{state}"{where}>{"".join(lines)}</{tag}>')

    @cached_property
    def _places(self) -> list[str]:
        """Where each column stands on the card; undeclared lists get a sensible one."""
        if any(column.card for column in self.columns):
            return [column.card for column in self.columns]
        return [
            "1" if i < 2 else "1>" if c.kind is Kind.MINUTES else "2>" if c.right else "3"
            for i, c in enumerate(self.columns)
        ]

    # Export -----------------------------------------------------------------------------------

    def export(self, stream: IO[bytes], watermark: str = "") -> int:
        """Write all rows (filtered, sorted, bounded) as .xlsx by the same declaration; the number of rows."""
        columns = [column for column in self.columns if column.exported]
        at = {path: i for i, path in enumerate(self.paths)}
        rows = self.sorting.sort(self._narrowed())[:EXPORTED_TO].values_list(*self.paths)
        lines = (
            [self.value(column, Row(at, values)) for column in columns]
            for values in rows.iterator(chunk_size=2000)
        )
        heads = [xlsx.Column(column.exported_heading, SHEET_KINDS[column.kind]) for column in columns]
        zone = timezone.get_current_timezone()
        return xlsx.write_sheet(
            stream, self.title or self.thing, heads, lines, watermark=watermark, zone=zone
        )


class LeavesMasked(Listing):
    """A list with personal data: exported from the page, everybody's is masked; in the clear by signature."""

    leaving = False

    def value(self, column: Column, row: Row) -> Any:
        if not self.leaving:
            return super().value(column, row)
        kept, self.ctx = self.ctx, None
        try:
            return super().value(column, row)
        finally:
            self.ctx = kept

    def export(self, stream: IO[bytes], watermark: str = "") -> int:
        self.leaving = True
        return super().export(stream, watermark)
