"""The sheet of a post: every line of the description with what the month shows of it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties import carriers, coverage, holding, timetables
from zhangdian.management.duties.kept import Kept
from zhangdian.management.duties.models import DueItem, Duty, PostSigned, Timetable
from zhangdian.management.duties.written import DutyRow
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import REPORTS_TO, Role

Kind = Duty.Kind
Standing = DueItem.Standing
OPEN = (Standing.DUE, Standing.OVERDUE)
GROUPS = (
    ("目标", (Kind.KPI,)),
    ("定期和时限", (Kind.RECURRING, Kind.REPORT, Kind.DEADLINE)),
    ("每台车、每位客户", (Kind.STEP, Kind.RECORD, Kind.CUSTODY)),
    ("不可做", (Kind.GATE,)),
    ("言行", (Kind.CONDUCT,)),
    ("任职和知识", (Kind.QUALIFICATION, Kind.KNOWLEDGE)),
)


@dataclass(frozen=True)
class Month:
    """A month of the store, as instants."""

    first: date
    start: datetime
    end: datetime

    @property
    def last(self) -> date:
        return clock.month_end(self.first)


def month_of(ctx: Any, text: str) -> Month:
    """The month written as 2026-11; this one where it says nothing or what nobody can mean."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = ctx.today.replace(day=1)
    first = first if date(2020, 1, 1) <= first <= ctx.today else ctx.today.replace(day=1)
    start, _ = clock.day_bounds(first, ctx.standing.zone)
    return Month(first, start, clock.day_bounds(clock.month_end(first), ctx.standing.zone)[1])


@dataclass
class Line(Kept):
    """One duty with its month: what was due, what was done, and what the journal shows."""

    row: DutyRow
    now: datetime
    items: list[DueItem] = field(default_factory=list)
    table: Timetable | None = None
    acts: int = 0
    last_at: datetime | None = None

    @cached_property
    def covered(self) -> coverage.Covered:
        return coverage.Covered(self.row, ())

    @property
    def open_item(self) -> DueItem | None:
        """What can be done now, the most urgent."""
        found = [each for each in self.items if each.standing_at(self.now) in OPEN]
        return min(found, key=lambda item: item.due_at, default=None)

    @property
    def hours(self) -> str:
        return timetables.in_words(self.table) if self.table else ""

    @property
    def tone(self) -> str:
        """The colour of its state now."""
        if self.open_item is not None:
            return "late" if self.open_item.due_at < self.now else ""
        return "ok" if self.items and not (self.late or self.not_done) else ""

    @property
    def says(self) -> str:
        """Its state now, in a word."""
        if (item := self.open_item) is not None:
            return "已迟" if item.due_at < self.now else "待做"
        if self.table is not None:
            if not self.owed:
                return "本月还没到"
            return "齐" if self.owed == self.in_time else "看记录"
        if not self.covered.carried:
            return "未承载"
        return "系统守" if self.row.kind == Kind.GATE else ""


@dataclass
class Sheet(Kept):
    """Everything that stands on the page of one person's post."""

    person: Person
    role: Role
    month: Month
    now: datetime
    lines: list[Line]
    signed: PostSigned | None

    @cached_property
    def items(self) -> list[DueItem]:  # type: ignore[override]
        return [item for line in self.lines for item in line.items]

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """By the kind of duty, as one reads a description; empty ones stay away."""
        found = [(name, [line for line in self.lines if line.row.kind in kinds]) for name, kinds in GROUPS]
        return [(name, lines) for name, lines in found if lines]

    @property
    def held_up(self) -> list[DueItem]:
        """What somebody else prevented."""
        return [item for item in self.items if item.excused == Standing.PREVENTED]

    @property
    def to_save(self) -> list[Line]:
        """What can still be done, the most urgent first."""
        found = [line for line in self.lines if line.open_item]
        return sorted(found, key=lambda line: line.open_item.due_at)  # type: ignore[union-attr]

    @property
    def carried(self) -> int:
        return sum(line.covered.carried for line in self.lines)

    @property
    def superior(self) -> Role | None:
        return REPORTS_TO.get(self.role)

    @property
    def digest(self) -> str:
        return digest_of(self.role)


def digest_of(role: str) -> str:
    """What is signed: the sentences of the post, in their order."""
    text = "\n".join(f"{row.code} {row.sentence}" for row in holding.rows_of(role))
    return hashlib.sha256(text.encode()).hexdigest()


def sheet_of(ctx: Any, person: Person, role: Role, month: Month) -> Sheet:
    """The month of a post, in four queries whatever its length."""
    rows = holding.rows_of(role)
    names = {name for row in rows for name in carriers.carrier_of(row.code).actions}
    acts = acts_of(ctx, person, month, names)
    items = defaultdict(list)
    for item in items_in(ctx, person, month).filter(role=role):
        items[item.code].append(item)
    standing = Timetable.objects.of(ctx).on(ctx.today).filter(role=role, stands=True)
    tables = {each.code: each for each in standing}
    lines = []
    for row in rows:
        shown = [acts[name] for name in carriers.carrier_of(row.code).actions if name in acts]
        lines.append(
            Line(
                row,
                ctx.now,
                items[row.code],
                tables.get(row.code),
                sum(count for count, _ in shown),
                max((at for _, at in shown), default=None),
            )
        )
    signed = PostSigned.objects.of(ctx).filter(person=person, role=role).first()
    return Sheet(person, role, month, ctx.now, lines, signed)


def acts_in(ctx: Any, person: Person, month: Month, names: Iterable[str]) -> Any:
    """What this person did of these in the month, by the index of his entries."""
    mine = Entry.objects.filter(person=person, at__gte=month.start, at__lt=month.end, store_id=ctx.store_id)
    return mine.filter(action__in=list(names))


def acts_of(ctx: Any, person: Person, month: Month, names: Iterable[str]) -> dict[str, tuple[int, datetime]]:
    """How often he did each of them, and when last; one query."""
    counted = acts_in(ctx, person, month, names).order_by().values_list("action")
    return {name: (count, at) for name, count, at in counted.annotate(Count("id"), Max("at"))}


def items_in(ctx: Any, person: Person, month: Month) -> Any:
    """His own items of the month, and those that posts owe once."""
    due = DueItem.objects.of(ctx).filter(day__gte=month.first, day__lte=month.last)
    return due.filter(Q(person=person) | Q(person=None))


def evidence_of(ctx: Any, person: Person, row: DutyRow, month: Month) -> Any:
    """The acts behind a line, newest first."""
    acts = acts_in(ctx, person, month, carriers.carrier_of(row.code).actions)
    return acts.select_related("person", "acting_for").order_by("-pk")
