"""The days as they will be: who works with which hours, who is off or away, who stands in, what it takes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from zhangdian.foundation.ui.writing import WEEKDAYS
from zhangdian.people.organization import queries
from zhangdian.people.organization.hours import NOTHING, Hours, Own, Posts
from zhangdian.people.organization.models import (
    Deputy,
    LeaveSlip,
    MinimumCover,
    Person,
    RosterDay,
    Tenure,
)
from zhangdian.people.organization.roles import DAILY, Role

WEEK = 7


@dataclass(frozen=True)
class Cell:
    """One person on one day."""

    day: date
    says: str
    tone: str
    more: str = ""
    own: Own = NOTHING
    changed: bool = False

    @property
    def works(self) -> bool:
        """Half a day off leaves him here."""
        return self.tone in ("", "half")

    @property
    def hours(self) -> str:
        return self.own.shift.hours if self.works and self.own.shift else ""

    @property
    def lines(self) -> list[str]:
        """What stands below in small letters."""
        eats = f"午 {self.own.lunch.hours}" if self.works and self.own.lunch else ""
        return [each for each in (self.hours, eats, self.more) if each]

    @property
    def in_words(self) -> str:
        """All of it in one cell of a sheet."""
        standby = f"值班 {self.own.standby}" if self.own.standby else ""
        return " ".join(each for each in (self.says, *self.lines, standby) if each)


@dataclass(frozen=True)
class Line:
    """One person's days."""

    person: Person
    post: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Short:
    """A post of which fewer work on a day than it takes."""

    role: Role
    here: int
    at_least: int

    def __str__(self) -> str:
        return f"{self.role.label}{f'只有 {self.here} 人' if self.here else '没有人'}"


@dataclass(frozen=True)
class Head:
    """A day: how many work, posts that nobody fills, and those of which there are too few."""

    day: date
    here: int
    empty: Sequence[Role]
    short: Sequence[Short] = ()

    @property
    def name(self) -> str:
        return WEEKDAYS[self.day.weekday()]

    @property
    def lacks(self) -> str:
        """车间主管没有人、服务顾问只有 3 人（至少 4 人）."""
        some = [f"{each}（至少 {each.at_least} 人）" for each in self.short if each.here]
        named = {each.role for each in self.short if each.here}
        none = [str(role.label) for role in self.empty if role not in named]
        return "、".join([*([f"{'、'.join(none)}没有人"] if none else []), *some])


@dataclass(frozen=True)
class Week:
    """Some days side by side, person by person."""

    heads: Sequence[Head]
    lines: Sequence[Line]
    everybody: Sequence[Line] = ()

    @property
    def first(self) -> date:
        return self.heads[0].day

    @property
    def last(self) -> date:
        return self.heads[-1].day

    def gaps_from(self, day: date) -> list[Head]:
        """Days to come on which a post stands empty or has too few."""
        return [head for head in self.heads if head.lacks and head.day >= day]

    def of(self, person: int) -> Line | None:
        return next((line for line in self.everybody if line.person.pk == person), None)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(ctx: Any, asked: date, department: str = "") -> Week:
    """Seven days of a department, or of all, from Monday."""
    return days_of(ctx, monday_of(asked), WEEK, department)


def days_of(ctx: Any, first: date, count: int, department: str = "") -> Week:
    """Days of a department, or of all; posts are filled by the whole store. As many queries for any days."""
    days = [first + timedelta(days=n) for n in range(count)]
    crews = Crews(ctx, days)
    covers = covers_of(ctx)
    everybody = [
        Line(person, crews.posts_in_words(person), crews.cells[person.pk]) for person in crews.people
    ]
    lines = [line for line in everybody if not department or line.person.department == department]
    return Week([crews.head(day, covers.on(day)) for day in days], lines, everybody)


class Crews:
    """Who fills which post on each of some days: holders who work, and deputies who work."""

    def __init__(self, ctx: Any, days: Sequence[date]) -> None:
        self.days = days
        first, last = days[0], days[-1]
        self.posts: Posts = defaultdict(list)
        rows = Tenure.objects.of(ctx).filter(since__lte=last).exclude(until__lt=first)
        for person_id, role, *span in rows.order_by("pk").values_list("person_id", "role", "since", "until"):
            self.posts[person_id].append((Role(role), span[0], span[1] or date.max))
        found = Person.objects.of(ctx).filter(disabled_at=None, pk__in=self.posts)
        self.people: list[Person] = list(found.order_by("team", "employee_no"))
        self.calendar = Calendar(ctx, days, self.posts)
        self.cells = {person.pk: [self.calendar.cell(person, day) for day in days] for person in self.people}

    def posts_in_words(self, person: Person) -> str:
        return "、".join(str(role.label) for role in dict.fromkeys(post[0] for post in self.posts[person.pk]))

    def held_by(self, person: int, day: date) -> list[Role]:
        return [role for role, since, until in self.posts[person] if since <= day <= until]

    @cached_property
    def here(self) -> dict[date, set[int]]:
        found: dict[date, set[int]] = {day: set() for day in self.days}
        for pk, cells in self.cells.items():
            for cell in cells:
                if cell.works:
                    found[cell.day].add(pk)
        return found

    @cached_property
    def filled(self) -> dict[date, dict[Role, set[int]]]:
        """By day and post the keys of who does its work."""
        found: dict[date, dict[Role, set[int]]] = {day: defaultdict(set) for day in self.days}
        for person in self.people:
            for day in self.days:
                held = self.held_by(person.pk, day)
                deputy = self.calendar.deputy_of(person, day)
                hands = [person.pk] if person.pk in self.here[day] else []
                hands += [deputy.deputy_id] if deputy and deputy.deputy_id in self.here[day] else []
                for role in held:
                    found[day][role].update(hands)
        return found

    def short(self, day: date, covers: "dict[Role, MinimumCover]") -> list[Short]:
        filled = self.filled[day]
        return [
            Short(role, len(filled[role]), cover.at_least)
            for role, cover in covers.items()
            if len(filled[role]) < cover.at_least
        ]

    def head(self, day: date, covers: "dict[Role, MinimumCover]") -> Head:
        filled = self.filled[day]
        wanted = dict.fromkeys([*DAILY, *(role for role, each in covers.items() if each.at_least)])
        empty = [role for role in wanted if not filled[role]]
        return Head(day, len(self.here[day]), empty, self.short(day, covers))


class Calendar:
    """What changes anybody's days, read once for all days and people."""

    def __init__(self, ctx: Any, days: Sequence[date], posts: Posts | None = None) -> None:
        first, last = days[0], days[-1]
        rows = list(RosterDay.objects.of(ctx).filter(day__gte=first, day__lte=last))
        leaves = list(queries.leaves_between(ctx, first, last))
        self.hours = Hours(ctx, first, last, days=rows, posts=posts, leaves=leaves)
        self.changed = {(each.person_id, each.day): each.rests for each in rows if each.rests is not None}
        self.leaves: dict[int, list[LeaveSlip]] = defaultdict(list)
        for leave in leaves:
            self.leaves[leave.person_id].append(leave)
        self.deputies: dict[int, list[Deputy]] = defaultdict(list)
        standing_in = Deputy.objects.of(ctx).filter(since__lte=last, until__gte=first)
        for deputy in standing_in.select_related("deputy"):
            self.deputies[deputy.principal_id].append(deputy)

    def cell(self, person: Person, day: date) -> Cell:
        """His day; who stands in beside it."""
        leave = next((each for each in self.leaves[person.pk] if each.covers(day)), None)
        deputy = self.deputy_of(person, day)
        own = self.hours.on(person.pk, day)
        by = f"{deputy.deputy.name}代" if deputy else ""
        if leave and leave.portion == LeaveSlip.Portion.WHOLE:
            return Cell(day, "假", "away", by, own)
        if self.rests(person, day):
            return Cell(day, "休", "rest", by, own, self.is_moved(person, day))
        if leave:
            return Cell(day, f"{leave.get_portion_display()}假", "half", by, own)
        if deputy and not deputy.rest_days_only:
            return Cell(day, "不在", "away", by, own)
        moved = self.is_moved(person, day)
        return Cell(day, str(own.shift or "班"), "", "调休" if moved else "", own, moved)

    def is_moved(self, person: Person, day: date) -> bool:
        """Whether he works, or rests, other than his week says."""
        by_week = person.rest_weekday == day.weekday()
        return bool(self.changed.get((person.pk, day), by_week) != by_week)

    def rests(self, person: Person, day: date) -> bool:
        by_week = person.rest_weekday == day.weekday()
        return bool(self.changed.get((person.pk, day), by_week))

    def deputy_of(self, person: Person, day: date) -> Deputy | None:
        """Who stands in for him on this day."""
        for each in self.deputies[person.pk]:
            if each.since <= day <= each.last_day and (not each.rest_days_only or self.rests(person, day)):
                return each
        return None


@dataclass(frozen=True)
class Covers:
    """How many it takes of each post, by weekday, from which day on."""

    rows: Sequence[MinimumCover] = field(default_factory=list)

    def on(self, day: date) -> dict[Role, MinimumCover]:
        found: dict[Role, MinimumCover] = {}
        for each in self.rows:
            if each.weekday == day.weekday() and each.since <= day:
                found[Role(each.role)] = each
        return found


def covers_of(ctx: Any) -> Covers:
    return Covers(list(MinimumCover.objects.of(ctx).order_by("since", "pk")))
