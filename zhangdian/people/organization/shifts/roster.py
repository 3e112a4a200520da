"""The week as it will be: who works, who is off, who is away and by whom he is replaced."""

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
    weeks = {person: [calendar.cell(person, each) for each in days] for person in people}
    here = {(person.pk, cell.day) for person, cells in weeks.items() for cell in cells if cell.works}
    filled = {(role, day) for pk, day in here for role in posts[pk]}
    for deputy in calendar.deputies:
        principal = next((each for each in weeks if each.pk == deputy.principal_id), None)
        if principal is not None:
            days_in = [each for each in days if calendar.stands(deputy, principal, each)]
            replaced = [each for each in days_in if (deputy.deputy_id, each) in here]
            filled |= {(role, each) for each in replaced for role in posts[principal.pk]}
    return Week(
        [
            Head(
                each,
                sum(at == each for _, at in here),
                [role for role in DAILY if (role, each) not in filled],
            )
            for each in days
        ],
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
        self.leaves = list(queries.leaves_between(ctx, first, last))
        standing_in = Deputy.objects.of(ctx).filter(since__lte=last, until__gte=first)
        self.deputies = list(standing_in.select_related("deputy"))

    def cell(self, person: Person, day: date) -> Cell:
        """His day; who stands in beside it."""
        leave = next((each for each in self.leaves if each.person_id == person.pk and each.covers(day)), None)
        deputy = next((each for each in self.deputies if self.stands(each, person, day)), None)
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

    def stands(self, deputy: Deputy, person: Person, day: date) -> bool:
        if deputy.principal_id != person.pk or not deputy.since <= day <= deputy.last_day:
            return False
        return not deputy.rest_days_only or self.rests(person, day)
