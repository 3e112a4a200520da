"""The week as it will be: who works, who is off, who is away and by whom he is replaced."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhangdian.people.organization import queries
from zhangdian.people.organization.imports import WEEKDAYS
from zhangdian.people.organization.models import Deputy, LeaveSlip, Person, RosterDay, Tenure
from zhangdian.people.organization.roles import DAILY, Role

WEEK = 7


@dataclass(frozen=True)
class Cell:
    """One person on one day."""

    day: date
    says: str
    tone: str
    more: str = ""

    @property
    def works(self) -> bool:
        """Half a day off leaves him here."""
        return self.tone in ("", "half")


@dataclass(frozen=True)
class Line:
    """One person's week."""

    person: Person
    post: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Head:
    """A day of the week: how many work, and the posts that nobody fills then."""

    day: date
    here: int
    empty: Sequence[Role]

    @property
    def name(self) -> str:
        return WEEKDAYS[self.day.weekday()]


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday, team by team."""

    heads: Sequence[Head]
    lines: Sequence[Line]

    @property
    def first(self) -> date:
        return self.heads[0].day

    def gaps_from(self, day: date) -> list[Head]:
        """Days to come on which a post stands empty."""
        return [head for head in self.heads if head.empty and head.day >= day]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(ctx: Any, asked: date, department: str = "") -> Week:
    """Seven days of a department, or of all; posts are filled by the whole store. Five queries."""
    days = [monday_of(asked) + timedelta(days=n) for n in range(WEEK)]
    posts = posts_between(ctx, days[0], days[-1])
    people = Person.objects.of(ctx).filter(disabled_at=None, pk__in=posts).order_by("team", "employee_no")
    calendar = Calendar(ctx, days)
    weeks = {person: [calendar.cell(person, day) for day in days] for person in people}
    here = {(person.pk, cell.day) for person, cells in weeks.items() for cell in cells if cell.works}
    filled = {(role, day) for pk, day in here for role in posts[pk]}
    for person in weeks:
        for day in days:
            deputy = calendar.deputy_of(person, day)
            if deputy and (deputy.deputy_id, day) in here:
                filled |= {(role, day) for role in posts[person.pk]}
    count = Counter(day for _, day in here)
    return Week(
        [Head(day, count[day], [role for role in DAILY if (role, day) not in filled]) for day in days],
        [
            Line(person, "、".join(str(role.label) for role in posts[person.pk]), cells)
            for person, cells in weeks.items()
            if not department or person.department == department
        ],
    )


def posts_between(ctx: Any, first: date, last: date) -> dict[int, list[Role]]:
    """Posts by the key of who holds them in these days."""
    found: dict[int, list[Role]] = {}
    rows = Tenure.objects.of(ctx).filter(since__lte=last).exclude(until__lt=first)
    for person_id, role in rows.order_by("pk").values_list("person_id", "role"):
        found.setdefault(person_id, []).append(Role(role))
    return found


class Calendar:
    """What changes anybody's week, read once for all days and people; three queries."""

    def __init__(self, ctx: Any, days: Sequence[date]) -> None:
        first, last = days[0], days[-1]
        changed = RosterDay.objects.of(ctx).filter(day__gte=first, day__lte=last)
        self.changed = {(each.person_id, each.day): each.rests for each in changed}
        self.leaves: dict[int, list[LeaveSlip]] = defaultdict(list)
        for leave in queries.leaves_between(ctx, first, last):
            self.leaves[leave.person_id].append(leave)
        self.deputies: dict[int, list[Deputy]] = defaultdict(list)
        standing_in = Deputy.objects.of(ctx).filter(since__lte=last, until__gte=first)
        for deputy in standing_in.select_related("deputy"):
            self.deputies[deputy.principal_id].append(deputy)

    def cell(self, person: Person, day: date) -> Cell:
        """His day; who stands in beside it."""
        leave = next((each for each in self.leaves[person.pk] if each.covers(day)), None)
        deputy = self.deputy_of(person, day)
        by = f"{deputy.deputy.name}代" if deputy else ""
        if leave and leave.portion == LeaveSlip.Portion.WHOLE:
            return Cell(day, "假", "away", by)
        if self.rests(person, day):
            return Cell(day, "休", "rest", by)
        if deputy and not deputy.rest_days_only:
            return Cell(day, "不在", "away", by)
        if leave:
            return Cell(day, f"{leave.get_portion_display()}假", "half", by)
        return Cell(day, "班", "", "调休" if (person.pk, day) in self.changed else "")

    def rests(self, person: Person, day: date) -> bool:
        by_week = person.rest_weekday == day.weekday()
        return bool(self.changed.get((person.pk, day), by_week))

    def deputy_of(self, person: Person, day: date) -> Deputy | None:
        """Who stands in for him on this day."""
        for each in self.deputies[person.pk]:
            if each.since <= day <= each.last_day and (not each.rest_days_only or self.rests(person, day)):
                return each
        return None
