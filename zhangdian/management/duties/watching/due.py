"""What is due: opened for a day, proved by the journal; nouns of the acts, and what they ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.action import ANYBODY
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.rows import whole, worded
from zhangdian.management.duties import cases, in_force, second, timetables, wall
from zhangdian.management.duties.models import DueItem, Timetable
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization import rates
from zhangdian.people.organization.hours import NOON, Hours
from zhangdian.people.organization.models import LeaveSlip, Store
from zhangdian.people.organization.roles import Role, superiors_of

OPENED_BY = "duties.open_due_items"
NO_TIME = timedelta()
MOST_DAYS = 60
"""Days that one run catches up with; the next run goes on."""


@dataclass(frozen=True)
class Look:
    """What this look of the clock has to do: days that nobody has opened, and since when nobody looked."""

    days: list[date]
    since: datetime


def look_of(ctx: Any) -> Look:
    """Days come oldest first; only today where none ever was."""
    opened = Entry.objects.filter(store_id=ctx.store_id, action=OPENED_BY)
    last = opened.order_by("-at", "-id").first()
    if last is None:
        return Look([ctx.today], clock.day_bounds(ctx.today, ctx.standing.zone)[0])
    first = date.fromisoformat(last.inputs["day"]) + timedelta(days=1)
    count = min(MOST_DAYS, (ctx.today - first).days + 1)
    begins, _ = clock.day_bounds(first, ctx.standing.zone)
    return Look([first + timedelta(days=n) for n in range(count)], min(last.at, begins))


def items_of(ctx: Any, day: date) -> Iterator[DueItem]:
    """What is due on a day: once for the post, or for each who does its work then; as many queries for all.

    The wall of that day says which post owes it, and that what the store has switched off is not due.
    """
    hung = wall.wall_on(ctx, day).by_code
    tables = [
        table
        for table in in_force.timetables_on(ctx, day)
        if timetables.occurs_on(table, day) and (table.code not in hung or hung[table.code].stands)
    ]
    if not tables:
        return
    editions = in_force.duty_keys_on(ctx, day, [table.code for table in tables])
    crew = Crew(ctx, day)
    for table in tables:
        on_wall = hung.get(table.code)
        role = on_wall.owed_by(table.role) if on_wall else table.role
        own = on_wall.own if on_wall else None
        # A post that nobody fills owes its duty all the same, and that shows.
        whose: list[int | None] = [person.pk for person in crew.on_duty[Role(role)] if table.each]
        for person_id in whose or [None]:
            later = crew.later(Role(role), person_id) if table.reckons == Timetable.Reckons.SHIFT else NO_TIME
            opens, due, closes = timetables.span_of(table, day, ctx.standing.zone, later)
            if person_id and not crew.is_there(person_id, Role(role), due):
                continue
            yield DueItem(
                store_id=ctx.store_id,
                duty_id=editions.get(table.code) if own else editions[table.code],
                edition=own,
                code=table.code,
                role=role,
                person_id=person_id,
                day=day,
                opens_at=opens,
                due_at=due,
                closes_at=closes,
                proofs=table.proofs,
                confirmed_by=table.confirmed_by,
            )


class Crew:
    """Who does the work of each post on a day, from when, and who is away for half of it."""

    def __init__(self, ctx: Any, day: date) -> None:
        self.day, self.zone = day, ctx.standing.zone
        self.on_duty = organization.on_duty(ctx, day)
        self.opens = whole(ctx, Store, ctx.store_id, for_acts=False).service_from
        noon = rates.measure_of(ctx, NOON)
        minutes = min(max(round(noon * 60), 0), 24 * 60 - 1)
        self.noon = clock.instant(day, time(minutes // 60, minutes % 60), self.zone)
        half_days = _half_days(ctx, day)
        self.half_days = {each.person_id: each for each in half_days}
        self.hours = Hours(ctx, day, day, leaves=half_days)
        people = {person for some in self.on_duty.values() for person in some}
        people |= {leave.person for leave in self.half_days.values()}
        self.posts = organization.posts_of(ctx, people, day) if self.half_days else {}

    def later(self, role: Role, person: int | None) -> timedelta:
        """By how much he, or the first of the post, begins after the service of the store; never earlier."""
        people = [person] if person else [each.pk for each in self.on_duty[role]]
        begun = [self.begins(each) for each in people]
        opens = clock.instant(self.day, self.opens, self.zone)
        return max(min(begun, default=opens) - opens, NO_TIME)

    def begins(self, person: int) -> datetime:
        """When his day begins: by his shift, and after a morning of leave at noon."""
        own = self.hours.on(person, self.day)
        at = clock.instant(self.day, own.shift.starts if own.shift else self.opens, self.zone)
        leave = self.half_days.get(person)
        return max(at, self.noon) if leave and leave.portion == LeaveSlip.Portion.MORNING else at

    def is_there(self, person: int, role: Role, due: datetime) -> bool:
        """Not for who is away in that half of the day; his deputy has it then, and then only."""
        if leave := self.half_days.get(person):
            return not is_in(leave, due, self.noon)
        stood_in = [
            leave
            for leave in self.half_days.values()
            if leave.deputy_id == person and role in self.posts[leave.person_id]
        ]
        if not stood_in or role in self.posts[person]:
            return True
        return any(is_in(leave, due, self.noon) for leave in stood_in)


@worded
def _half_days(ctx: Any, day: date) -> Any:
    return organization.half_days(ctx, day, day).select_related("person")


def is_in(leave: LeaveSlip, due: datetime, noon: datetime) -> bool:
    """Whether an hour lies in the half of the day that is taken off."""
    return (due <= noon) is (leave.portion == LeaveSlip.Portion.MORNING)


@dataclass(frozen=True)
class Moved:
    """An item of somebody who went away after it was opened, and who has it now."""

    item: DueItem
    to: int | None
    why: str = ""


def moved(ctx: Any) -> list[Moved]:
    """What was opened today for people who are not here any more; one query where there is nothing.

    What is due for a case stays with who has the case.
    """
    items = list(
        DueItem.objects.of(ctx)
        .unproved(ctx.now)
        .filter(day=ctx.today, person__isnull=False, words="", case_id=None)
        .exclude(Exists(second.looks_at()))
    )
    if not items:
        return []
    here = {each.pk for each in organization.at_work(ctx)}
    away = [item for item in items if item.person_id not in here]
    if not away:
        return []
    deputies = {each.principal_id: each.deputy_id for each in organization.deputies_on(ctx)}
    taken = set(DueItem.objects.of(ctx).filter(day=ctx.today).values_list("code", "person_id"))
    return [hand_of(item, deputies.get(item.person_id), here, taken) for item in away]


def hand_of(item: DueItem, deputy: int | None, here: set[int], taken: set[tuple[str, int | None]]) -> Moved:
    """His deputy's, if he is here and does not owe the same himself."""
    if deputy is None or deputy not in here:
        return Moved(item, None, "当天请假，没有代理人在岗")
    if (item.code, deputy) in taken:
        return Moved(item, None, "当天请假，代理人自己也有这一条")
    taken.add((item.code, deputy))
    return Moved(item, deputy)


@dataclass(frozen=True)
class Proved:
    """An open item with the first act that proves it."""

    item: DueItem
    entry_id: int
    at: datetime


def proved(ctx: Any, since: datetime) -> list[Proved]:
    """Items open since an instant whose proof the journal holds, each with its first; two queries."""
    return list(with_proof(ctx, DueItem.objects.of(ctx).unproved(ctx.now, since)))


def with_proof(ctx: Any, items: Iterable[DueItem]) -> Iterator[Proved]:
    open_items = list(items)
    if not open_items:
        return
    acts = defaultdict(list)
    of_cases: dict[str, list[tuple[datetime, int, set[str]]]] = defaultdict(list)
    by_case = {name for item in open_items if item.case for name in item.proofs.split()}
    names = sorted({name for item in open_items for name in item.proofs.split()})
    since = min(item.opens_at for item in open_items)
    for entry in _acts_between(ctx.store_id, names, since, ctx.now, bool(by_case)):
        acts[entry.action].append((entry.at, entry.pk, entry.person_id, entry.role))
        if entry.action in by_case:
            of_cases[entry.action].append((entry.at, entry.pk, cases.touched(entry)))
    for item in open_items:
        fitting = (
            [
                (at, entry_id)
                for name in item.proofs.split()
                for at, entry_id, roots in of_cases[name]
                if item.opens_at <= at < item.closes_at and cases.name_of(item.case) in roots
            ]
            if item.case
            else [
                (at, entry_id)
                for name in item.proofs.split()
                for at, entry_id, person_id, role in acts[name]
                if item.opens_at <= at < item.closes_at and proves(name, item, person_id, role)
            ]
        )
        if fitting:
            at, entry_id = min(fitting)
            yield Proved(item, entry_id, at)


@worded
def _acts_between(
    store_id: int, names: Iterable[str], since: datetime, until: datetime, with_notes: bool
) -> Any:
    found = Entry.objects.filter(store_id=store_id, action__in=names, at__gte=since, at__lte=until)
    unread = cases.UNREAD if with_notes else (*cases.UNREAD, "notes_text")
    return found.defer(*unread).order_by("at", "id")


def proves(name: str, item: DueItem, person_id: int | None, role: str) -> bool:
    """His own act proves what somebody owes himself; what a post owes, an act of it or of those above it.

    What anybody may do proves only for the post in which it was done. Some acts name their own item.
    """
    if name in timetables.BY_ITSELF:
        return False
    if item.person_id:
        return person_id == item.person_id
    posts: list[str] = [item.role]
    if registry.ACTIONS[name].by != ANYBODY:
        posts += superiors_of(item.role)
    return role in posts
