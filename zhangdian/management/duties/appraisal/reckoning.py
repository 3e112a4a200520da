"""A person's month reckoned: by the same code for the sheet that is frozen and while the month runs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from zhangdian.foundation.kernel import brought, clock
from zhangdian.foundation.kernel.brought import Behind
from zhangdian.foundation.kernel.figures import FIGURES, THE_STORE, Figure, Measured, Whose
from zhangdian.management.duties.appraisal import evidence, points, presence, schemes
from zhangdian.management.duties.appraisal.presence import Held, Presence
from zhangdian.management.duties.models import AppraisalLine, DueItem, Scheme, SchemeLine
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Person, Target
from zhangdian.people.organization.roles import Role

Kind, Of = SchemeLine.Kind, SchemeLine.Of
STILL_STANDS = timedelta(days=3)
"""So long after a month's end what only stands now is still told of that month."""
MIDDLE = Decimal(3)


@dataclass(frozen=True)
class Subject:
    """Whom a month is reckoned for: his main post, its scheme, his days of the month."""

    person: Person
    role: Role
    scheme: Scheme
    first: date
    last: date
    days: int
    of_days: int

    @property
    def part(self) -> Decimal:
        """How much of the month's work days he was there."""
        return Decimal(self.days) / self.of_days if self.of_days and self.days < self.of_days else Decimal(1)


@dataclass
class Month:
    """One month of a store, asked once for everybody: at its end, or as it stands while it runs."""

    ctx: Any
    first: date
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.ctx.now

    @property
    def end(self) -> date:
        return clock.month_end(self.first)

    @property
    def last(self) -> date:
        """The last day that is told: today while the month runs."""
        last: date = min(self.end, self.ctx.today)
        return last

    @cached_property
    def presence(self) -> Presence:
        return presence.presence_in(self.ctx, self.first, self.end)

    @cached_property
    def items(self) -> list[DueItem]:
        return evidence.items_between(self.ctx, self.first, self.last)

    @cached_property
    def late_worth(self) -> Decimal:
        return evidence.late_worth(self.ctx)

    @cached_property
    def goals(self) -> goals.Goals:
        return goals.goals_of(self.ctx, self.first)

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        return schemes.in_force(self.ctx, self.first)

    def subjects(self, people: Collection[int] | None = None) -> list[Subject]:
        """Everybody who held a post with a scheme, each in the one that he held longest."""
        longest: dict[int, Held] = {}
        for each in self.presence.held:
            if each.role not in self.schemes or each.first > self.last:
                continue
            if people is not None and each.person.pk not in people:
                continue
            found = longest.get(each.person.pk)
            if found is None or each.days > found.days:
                longest[each.person.pk] = each
        return [self.subject_of(each) for each in longest.values()]

    def subject_of(self, held: Held) -> Subject:
        last = min(held.last, self.last)
        there = self.presence.days_of(held.person, held.first, last)
        week = [day for day in presence.days_between(self.first, self.end)]
        planned = sum(not self.presence.rests(held.person, day) for day in week)
        return Subject(held.person, held.role, self.schemes[held.role], held.first, last, there, planned)

    # ---- the lines --------------------------------------------------------------------------------------

    def lines_of(self, subject: Subject) -> list[AppraisalLine]:
        """The lines of a sheet, not saved: each with value, points and the records behind."""
        return [self.line_of(subject, each) for each in subject.scheme.lines.all()]

    def line_of(self, subject: Subject, each: SchemeLine) -> AppraisalLine:
        line = AppraisalLine(
            order=each.order, kind=each.kind, label=each.label, guide=each.guide, figure=each.figure,
            of=each.of, weight=each.weight, full=each.full, zero=each.zero,
        )  # fmt: skip
        if each.kind == Kind.DUTIES:
            self.reckon_duties(subject, line)
        elif each.figure in FIGURES:
            self.reckon_figure(subject, line, each)
        return line

    def reckon_duties(self, subject: Subject, line: AppraisalLine) -> None:
        mine = evidence.items_of(self.items, subject.person.pk, self.presence, subject.first, subject.last)
        month = evidence.Month(mine, self.now, self.late_worth)
        line.in_time, line.late, line.not_done = month.in_time, month.late, month.not_done
        line.prevented, line.not_applicable = month.prevented, month.not_applicable
        settle(line, month.behind, evidence.IN_TIME)

    def reckon_figure(self, subject: Subject, line: AppraisalLine, each: SchemeLine) -> None:
        figure = FIGURES[each.figure]
        whose = whose_of(subject, each, figure)
        target = self.goals.of(figure, whose) if each.by_target else None
        line.full, line.zero, line.target = self.marks_of(subject, each, figure, target)
        if figure.facts(self.ctx).at or self.ctx.today - self.end <= STILL_STANDS:
            span = (subject.first, subject.last) if each.of == Of.OWN else (self.first, self.last)
            settle(line, brought.behind(self.ctx, figure, *span, whose), figure)

    def marks_of(
        self, subject: Subject, each: SchemeLine, figure: Figure, target: Target | None
    ) -> tuple[Decimal, Decimal, Decimal | None]:
        """Marks by the target if there is one; of sums for the part of the month that he was there."""
        aim = target.value if target else None
        full, zero = points.marks(each.full, each.zero, aim)
        if not figure.additive:
            return full, zero, aim
        part = (
            subject.part if each.of == Of.OWN else Decimal((self.last - self.first).days + 1) / self.end.day
        )
        return (*points.in_part(full, zero, part), aim)


def whose_of(subject: Subject, each: SchemeLine, figure: Figure) -> Whose:
    if each.of == Of.OWN:
        return Whose(subject.person.department, subject.person.pk)
    if each.of == Of.DEPARTMENT:
        return Whose(schemes.department_of(figure, subject.role))
    return THE_STORE


def settle(line: AppraisalLine, behind: Behind, figure: Figure) -> None:
    """Value and points from the records behind; nothing to share is no value and no points."""
    line.events = brought.kept(behind)
    line.value = behind.measured(figure).value
    if line.value is not None:
        line.points = points.points_of(line.weight, line.value, line.full, line.zero)


def reckoned_again(line: AppraisalLine) -> tuple[Decimal | None, Decimal | None]:
    """Value and points from nothing but what the line keeps."""
    if line.kind == Kind.SCORED:
        value = line.value
    elif not line.events:
        value = None
    else:
        figure = evidence.IN_TIME if line.kind == Kind.DUTIES else line.measures
        assert figure is not None
        value = brought.read(line.events).measured(figure).value
    if value is None:
        return None, None
    return value, points.points_of(line.weight, value, line.full, line.zero)


def total_of(lines: Sequence[AppraisalLine]) -> Decimal | None:
    return points.total((line.weight, line.stands) for line in lines)


def measured_of(line: AppraisalLine) -> Measured | None:
    """Part and whole of a line, from what it keeps."""
    figure = evidence.IN_TIME if line.kind == Kind.DUTIES else line.measures
    return brought.read(line.events).measured(figure) if line.events and figure else None


def as_it_stands(ctx: Any, line: AppraisalLine) -> Decimal | None:
    """The points of a line by the records as they are now, not as they were; None of what is scored."""
    appraisal = line.appraisal
    if line.kind == Kind.SCORED:
        return None
    month = Month(ctx, appraisal.first)
    subject = next(
        (each for each in month.subjects([appraisal.person_id]) if each.role == appraisal.role), None
    )
    if subject is None or subject.scheme.pk != appraisal.scheme_id:
        return None
    again = next((each for each in month.lines_of(subject) if each.order == line.order), None)
    return again.points if again else None
