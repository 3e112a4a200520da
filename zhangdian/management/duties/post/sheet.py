"""The sheet of a post: every line of the description with what the month shows of it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties import carriers, coverage, holding, second, timetables, wall
from zhangdian.management.duties.kept import Kept
from zhangdian.management.duties.models import DueItem, Duty, PostSigned, StoreDuty, Timetable
from zhangdian.management.duties.wall import Hung
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
    first = clock.month_named(text, ctx.today.replace(day=1))
    first = first if date(2020, 1, 1) <= first <= ctx.today else ctx.today.replace(day=1)
    return Month(first, *clock.days_bounds(first, clock.month_end(first), ctx.standing.zone))


@dataclass
class Line(Kept):
    """One duty with its month: what was due, what was done, and what the journal shows."""

    hung: Hung
    now: datetime
    items: list[DueItem] = field(default_factory=list)
    table: Timetable | None = None
    acts: int = 0
    last_at: datetime | None = None
    gone: str = ""
    """What became of a duty that this post had earlier in the month and has no longer."""

    @property
    def row(self) -> DutyRow:
        return self.hung.row

    @cached_property
    def covered(self) -> coverage.Covered:
        return coverage.Covered(self.row, (), self.proofs)

    @property
    def proofs(self) -> str:
        """By which acts a store proves a duty of its own."""
        return self.table.proofs if self.table and self.hung.house is None else ""

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
        if self.gone:
            return self.gone
        if (item := self.open_item) is not None:
            if getattr(item, "is_said_done", False):
                return "等复核"
            return "已迟" if item.due_at < self.now else "待做"
        if self.table is not None:
            if not self.owed:
                return "本月还没到"
            return "齐" if self.owed == self.in_time else "看记录"
        if not self.covered.carried:
            return "未承载"
        return "系统守" if self.row.kind == Kind.GATE else ""


@dataclass(frozen=True)
class Changed:
    """One sentence as it was signed and as it stands; empty on the side on which there is none."""

    code: str
    was: str
    now: str


@dataclass
class Sheet(Kept):
    """Everything that stands on the page of one person's post."""

    person: Person
    role: Role
    month: Month
    now: datetime
    lines: list[Line]
    signed: PostSigned | None
    text: str
    """What there is to sign today, whatever month is looked at."""
    coming: list[StoreDuty] = field(default_factory=list)
    """Editions of these duties that begin after today."""
    decided: list[DueItem] = field(default_factory=list)
    """What meetings decided and is due this month: it counts, and is no line of the description."""

    @cached_property
    def items(self) -> list[DueItem]:  # type: ignore[override]
        return [*(item for line in self.lines for item in line.items), *self.decided]

    @property
    def decisions(self) -> list[tuple[DueItem, Standing]]:
        """What meetings decided, and how it stands."""
        return [(item, item.standing_at(self.now)) for item in self.decided]

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
        return _digest(self.text)

    @property
    def is_signed(self) -> bool:
        """As it reads today."""
        return self.signed is not None and self.signed.digest == self.digest

    @property
    def changes(self) -> list[Changed] | None:
        """What reads otherwise than he signed it; None where the text that he signed was not kept."""
        was = signed_text(self.signed) if self.signed else ""
        return changed_between(was, self.text) if was else None


def text_of(rows: Iterable[DutyRow]) -> str:
    """What is signed: the sentences of the post, in their order."""
    return "\n".join(f"{row.code} {row.sentence}" for row in rows)


def digest_of(rows: Iterable[DutyRow]) -> str:
    """The digest of what is signed."""
    return _digest(text_of(rows))


def digest_now(ctx: Any, role: str) -> str:
    """The digest of what a post would sign today; one query."""
    return digest_of(wall.wall_on(ctx, ctx.today).rows_of(role))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def signed_text(signed: PostSigned) -> str:
    """What somebody signed; before texts were kept, the house's own where it reads as it did."""
    if signed.text:
        return str(signed.text)
    rows = holding.rows_of(signed.role)
    return text_of(rows) if digest_of(rows) == signed.digest else ""


def changed_between(was: str, now: str) -> list[Changed]:
    """Sentence by sentence, in the order of what stands there now, then what is gone."""
    before, after = (dict(line.split(" ", 1) for line in text.split("\n") if line) for text in (was, now))
    codes = [*after, *(code for code in before if code not in after)]
    return [
        Changed(code, before.get(code, ""), after.get(code, ""))
        for code in codes
        if before.get(code) != after.get(code)
    ]


def sheet_of(ctx: Any, person: Person, role: Role, month: Month) -> Sheet:
    """The month of a post, in seven queries whatever its length."""
    today = wall.wall_on(ctx, ctx.today)
    hung = today if month.last >= ctx.today else wall.wall_on(ctx, month.last)
    items = defaultdict(list)
    decided = []
    due = second.said_done(items_in(ctx, person, month).filter(role=role))
    for item in due.select_related("duty", "edition"):
        if item.words:
            decided.append(item)
        else:
            items[item.code].append(item)
    mine = [hung.by_code[row.code] for row in hung.rows_of(role)]
    codes = {each.row.code for each in mine}
    left = [as_it_was(hung, items[code]) for code in items if code not in codes]
    tables = {each.code: each for each in tables_of(ctx, hung, role)}
    names = {name for each in (*mine, *left) for name in proofs_of(each, tables)}
    acts = acts_of(ctx, person, month, names)
    lines = []
    for each in (*mine, *left):
        code = each.row.code
        shown = [acts[name] for name in proofs_of(each, tables) if name in acts]
        lines.append(
            Line(
                each,
                ctx.now,
                items[code],
                tables.get(code),
                sum(count for count, _ in shown),
                max((at for _, at in shown), default=None),
                gone="" if code in codes else "已停用" if not each.stands else "已换岗位",
            )
        )
    signed = PostSigned.objects.of(ctx).filter(person=person, role=role).first()
    text = text_of(today.rows_of(role))
    touching = [
        each for each in wall.coming(ctx, ctx.today) if each.code in codes or role in each.posts.split()
    ]
    return Sheet(person, role, month, ctx.now, lines, signed, text, touching, decided)


def as_it_was(hung: wall.Wall, items: list[DueItem]) -> Hung:
    """A duty that this post had when these were due, with the sentence of that time."""
    last = items[-1]
    now = hung.by_code.get(last.code)
    if now is not None:
        return replace(now, row=replace(now.row, sentence=last.sentence))
    return Hung(
        wall.row_of(last.edition) if last.duty is None else wall.row_as_written(last.duty), None, None
    )


def tables_of(ctx: Any, hung: wall.Wall, role: str) -> list[Timetable]:
    """The timetables in force that this post owes by the wall; one query."""
    standing = Timetable.objects.of(ctx).on(ctx.today).filter(stands=True)
    return [
        each
        for each in standing
        if each.code in hung.by_code and hung.by_code[each.code].owed_by(each.role) == role
    ]


def proofs_of(hung: Hung, tables: dict[str, Timetable]) -> tuple[str, ...]:
    """The acts that are evidence of a duty: as the house binds it, or as the store proves its own."""
    table = tables.get(hung.row.code)
    if hung.house is None and table is not None:
        return tuple(table.proofs.split())
    return carriers.carrier_of(hung.row.code).actions


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


def evidence_of(ctx: Any, person: Person, hung: Hung, month: Month) -> Any:
    """The acts behind a line, newest first."""
    tables = Timetable.objects.of(ctx).on(ctx.today).filter(code=hung.row.code)
    acts = acts_in(ctx, person, month, proofs_of(hung, {each.code: each for each in tables}))
    return acts.select_related("person", "acting_for").order_by("-pk")
