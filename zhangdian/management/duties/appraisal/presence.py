"""Who held which post in a month, who was at work on which day, and who did a post's work."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel import clock
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import Deputy, Person, Tenure
from zhangdian.people.organization.roles import Role

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """A post that somebody held on some days of a span."""

    person: Person
    role: Role
    first: date
    last: date
    key: int
    """Of the tenure: the earlier one goes before."""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def held_in(ctx: Any, first: date, last: date, people: Collection[int] | None = None) -> list[Held]:
    """Every post that was held on some of these days, also by who has left since; one query."""
    rows = Tenure.objects.of(ctx).filter(since__lte=last).filter(Q(until=None) | Q(until__gte=first))
    rows = rows.filter(Q(exception_until=None) | Q(exception_until__gte=first))
    if people is not None:
        rows = rows.filter(person__in=people)
    found = []
    for each in rows.select_related("person").order_by("pk"):
        ends = [day for day in (each.until, each.exception_until, last) if day]
        found.append(Held(each.person, Role(each.role), max(each.since, first), min(ends), each.pk))
    return found


@dataclass(frozen=True)
class Presence:
    """The days of a span: who held what, who was away, who stood in for whom."""

    held: list[Held]
    exchanged: dict[int, dict[date, bool]]
    """Person → days on which he rests, or works, other than his week says."""
    away: dict[int, set[date]]
    """Whole days of leave."""
    standing_in: list[Deputy]

    def rests(self, person: Person, day: date) -> bool:
        found = self.exchanged.get(person.pk, {}).get(day)
        return day.weekday() == person.rest_weekday if found is None else found

    def stands_in(self, each: Deputy, day: date) -> bool:
        """Whether a deputy does the other's work on a day."""
        if not (each.since <= day <= each.until and (each.ended_on is None or each.ended_on > day)):
            return False
        return not each.rest_days_only or self.rests(each.principal, day)

    def works(self, person: Person, day: date) -> bool:
        gone = person.disabled_at is not None and clock.day(person.disabled_at) <= day
        replaced = any(
            each.principal_id == person.pk and not each.rest_days_only and self.stands_in(each, day)
            for each in self.standing_in
        )
        return not (gone or replaced or self.rests(person, day) or day in self.away.get(person.pk, ()))

    def doing(self, role: str, day: date) -> set[int]:
        """Who did the work of a post on a day: holders at work, and who stood in for one of them."""
        holders = [each.person for each in self.held if each.role == role and each.covers(day)]
        found = {person.pk for person in holders if self.works(person, day)}
        held_by = {person.pk for person in holders}
        for each in self.standing_in:
            if each.principal_id in held_by and self.stands_in(each, day) and self.works(each.deputy, day):
                found.add(each.deputy_id)
        return found

    def days_of(self, person: Person, first: date, last: date) -> int:
        """How many of these days he was at work."""
        return sum(self.works(person, day) for day in days_between(first, last))


def days_between(first: date, last: date) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def presence_in(ctx: Any, first: date, last: date) -> Presence:
    """Everybody's days of a span in four queries."""
    exchanged: dict[int, dict[date, bool]] = defaultdict(dict)
    changed = queries.days_exchanged(ctx, first, last).values_list("person", "day", "rests")
    for person, day, rests in changed:
        exchanged[person][day] = rests
    away: dict[int, set[date]] = defaultdict(set)
    for leave in queries.days_away(ctx, first, last):
        away[leave.person_id].update(days_between(max(first, leave.since), min(last, leave.last_day)))
    standing_in = Deputy.objects.of(ctx).filter(since__lte=last, until__gte=first)
    return Presence(
        held_in(ctx, first, last),
        exchanged,
        away,
        list(standing_in.select_related("principal", "deputy").order_by("pk")),
    )
