"""What is due: opened for a day, proved by the journal; nouns of the acts, and what they ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.action import ANYBODY
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties import timetables, wall
from zhangdian.management.duties.models import DueItem, Duty, Timetable
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.roles import Role, superiors_of

OPENED_BY = "duties.open_due_items"
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
    """What is due on a day: once for the post, or for each who does its work then; six queries.

    The wall of that day says which post owes it, and that what the store has switched off is not due.
    """
    hung = wall.wall_on(ctx, day).by_code
    tables = [
        table
        for table in Timetable.objects.of(ctx).on(day).filter(stands=True)
        if timetables.occurs_on(table, day) and (table.code not in hung or hung[table.code].stands)
    ]
    if not tables:
        return
    editions = {duty.code: duty for duty in Duty.objects.of(ctx).on(day)}
    crew = organization.on_duty(ctx, day)
    for table in tables:
        on_wall = hung.get(table.code)
        role = on_wall.owed_by(table.role) if on_wall else table.role
        own = on_wall.own if on_wall else None
        # A post that nobody fills owes its duty all the same, and that shows.
        whose: list[int | None] = [person.pk for person in crew[Role(role)] if table.each]
        for person_id in whose or [None]:
            opens, due, closes = timetables.span_of(table, day, ctx.standing.zone)
            yield DueItem(
                store_id=ctx.store_id,
                duty=editions.get(table.code) if own else editions[table.code],
                edition=own,
                code=table.code,
                role=role,
                person_id=person_id,
                day=day,
                opens_at=opens,
                due_at=due,
                closes_at=closes,
                proofs=table.proofs,
            )


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
    found = Entry.objects.filter(
        store_id=ctx.store_id,
        action__in={name for item in open_items for name in item.proofs.split()},
        at__gte=min(item.opens_at for item in open_items),
        at__lte=ctx.now,
    )
    for entry in found.order_by("at", "id").values_list("action", "at", "id", "person_id", "role"):
        acts[entry[0]].append(entry[1:])
    for item in open_items:
        fitting = [
            (at, entry_id)
            for name in item.proofs.split()
            for at, entry_id, person_id, role in acts[name]
            if item.opens_at <= at < item.closes_at and proves(name, item, person_id, role)
        ]
        if fitting:
            at, entry_id = min(fitting)
            yield Proved(item, entry_id, at)


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
