"""A line opened: the very records that made its value, a page at a time, each with what it brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from zhangdian.foundation.kernel import brought, registry
from zhangdian.foundation.kernel.brought import Behind, Brought
from zhangdian.foundation.kernel.figures import FIGURES, PERCENT, SECONDS, Better
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.foundation.ui.writing import NOTHING
from zhangdian.foundation.ui.writing import figure as quantity
from zhangdian.management.duties.models import AppraisalLine, DueItem
from zhangdian.people.customers import plates

SHOWN = 50


class Kept(Protocol):
    """A line of a sheet, or a figure of a department: its value, and the records of which it was made."""

    figure: Any
    events: Any
    value: Any


@dataclass(frozen=True)
class Event:
    """One record behind a value."""

    title: str
    at: date | datetime | None
    brings: str
    state: str
    tone: str
    url: str
    plate: str = ""

    @property
    def is_day(self) -> bool:
        return not isinstance(self.at, datetime)


@dataclass(frozen=True)
class Page:
    """Some of the records, the newest first, and before which the next page begins."""

    events: Sequence[Event]
    count: int
    more: int | None


def value_says(ctx: Any, line: Kept) -> str:
    """The value as this viewer may read it."""
    figure = FIGURES.get(line.figure)
    if line.value is None:
        return NOTHING
    if figure is not None and not figure.open_to(ctx):
        return "***"
    step = figure.step if figure is not None else None
    return f"{line.value.quantize(step):,}" if step else f"{line.value.normalize():f}"


def may_open(ctx: Any, line: Kept) -> bool:
    """Whether this viewer may read the records behind."""
    figure = FIGURES.get(line.figure)
    return bool(line.events) and (figure is None or figure.open_to(ctx))


def has_some(line: AppraisalLine) -> bool:
    """Whether there is a record to be read."""
    return line.value is not None or bool(line.prevented or line.not_applicable)


def pages_of(ctx: Any, line: Kept, before: int) -> list[Page]:
    """The records behind a line; of a figure over records of another kind, those too."""
    found: list[Page] = []
    behind: Behind | None = brought.read(line.events)
    while behind is not None:
        found.append(page_of(ctx, line, behind, before))
        behind = behind.over
    return found


def page_of(ctx: Any, line: Kept, behind: Behind, before: int) -> Page:
    rows = sorted(behind.rows, key=lambda row: -row.key)
    asked = [row for row in rows if not before or row.key < before]
    shown = asked[:SHOWN]
    more = shown[-1].key if len(asked) > SHOWN else None
    keys = [row.key for row in shown]
    if behind.kind == DueItem._meta.label_lower:
        found = DueItem.objects.of(ctx).select_related("duty", "edition").in_bulk(keys)
        events = [event_of_duty(found[row.key], row) for row in shown if row.key in found]
    else:
        events = events_of_figure(ctx, line, behind, shown)
    return Page(events, len(rows), more)


def event_of_duty(item: DueItem, row: Brought) -> Event:
    """As it stood when the sheet was opened."""
    if row.whole is None:
        state, tone = str(item.get_excused_display() or "不算"), ""
    elif row.part is not None:
        state, tone = ("按时", "ok") if row.part == 1 else ("迟", "late")
    else:
        state, tone = "没做", "late"
    held = f"：{item.excused_because}" if item.excused_because else ""
    held += f"（记在 {item.held_by}）" if item.held_by else ""
    code = "" if item.words else f"{item.code} "
    return Event(f"{code}{item.sentence}{held}", item.day, "", state, tone, page_at(DueItem, item.pk))


def events_of_figure(ctx: Any, line: Kept, behind: Behind, shown: Sequence[Brought]) -> list[Event]:
    model: Any = registry.model(behind.kind)
    figure = FIGURES.get(line.figure)
    facts = figure.facts(ctx) if figure is not None else None
    while facts is not None and facts.rows.model is not model:
        facts = facts.over
    rows = model.objects.of(ctx)
    if facts is not None and facts.shows:
        rows = rows.select_related(facts.shows)
    found = rows.in_bulk([row.key for row in shown])
    counts = any(isinstance(row.part, timedelta) or row.part not in (None, 1) for row in behind.rows)
    spoils = None if figure is None or counts or not behind.shares else figure.better is Better.LESS
    events = []
    for row in shown:
        if (record := found.get(row.key)) is None:
            continue
        told = record
        for name in filter(None, (facts.shows if facts else "").split("__")):
            told = getattr(told, name)
        bad = spoils is not None and (row.part is not None) is spoils
        events.append(
            Event(
                str(told),
                instant_of(record, facts.at if facts else ""),
                amount_of(row, figure.unit if figure else "") if counts else "",
                "不达标" if bad else "",
                "late" if bad else "",
                page_at(type(told), told.pk),
                plates.borne_by(told),
            )
        )
    return events


def instant_of(record: Any, path: str) -> Any:
    """What put it into the month, where it is its own field."""
    return None if not path or "__" in path else getattr(record, path, None)


def amount_of(row: Brought, unit: str) -> str:
    if row.part is None:
        return ""
    if isinstance(row.part, timedelta):
        of = SECONDS.get(unit, SECONDS["h"])
        return f"{row.part.total_seconds() / of:.1f} {unit if unit in SECONDS else 'h'}"
    return quantity(row.part) + ("" if unit == PERCENT else f" {unit}")
