"""When somebody works on a day: his shift, his turn at lunch, and when he stands by."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import LeaveSlip, RosterDay, Shift, Store, Tenure, WeekShift
from zhangdian.people.organization.models.hours import in_force
from zhangdian.people.organization.opening import Spell, WorkingDay
from zhangdian.people.organization.queries import HALVES, half_days
from zhangdian.people.organization.roles import Role

LUNCH = rates.standard("用时 午休", 45, "分")
NOON = rates.standard("营业 几点午休", 12, "点")
"""The one lunch of a store that eats in no turns."""
KINDS = {Shift.Kind.WORK: "shift_id", Shift.Kind.LUNCH: "lunch_id", Shift.Kind.STANDBY: "standby_id"}


@dataclass(frozen=True)
class Own:
    """What somebody has of his own on a day; what is None is as the store has it."""

    shift: Shift | None = None
    lunch: Shift | None = None
    standby: Shift | None = None
    away: str = ""
    """The half of the day that he has taken off: a portion of leave."""

    def __bool__(self) -> bool:
        return bool(self.shift or self.lunch or self.away)

    def spell(self, usual: Spell) -> Spell:
        """The hours of his day: his own where he has some, else the usual; who eats in turns eats in his.

        Half a day of leave ends or begins at the usual noon.
        """
        opens, closes = (self.shift.starts, self.shift.ends) if self.shift else (usual.opens, usual.closes)
        noon, pause = (self.lunch.starts, self.lunch.length) if self.lunch else (usual.noon, usual.pause)
        if self.away and usual.noon and opens < usual.noon < closes:
            if self.away == LeaveSlip.Portion.MORNING:
                return Spell(usual.noon, closes)
            return Spell(opens, usual.noon)
        return Spell(opens, closes, noon, pause)


NOTHING = Own()
Posts = dict[int, list[tuple[Role, date, date]]]
"""By person the posts that he holds, each from a day to a day."""


class Hours:
    """The shifts and half days of leave of a store for some days, read once: two queries where it has none,
    else four or five.

    Who has read the changed days, the posts or the leaves hands them over.
    """

    def __init__(
        self,
        ctx: Any,
        first: date,
        last: date,
        people: Iterable[int] | None = None,
        *,
        days: Iterable[RosterDay] | None = None,
        posts: Posts | None = None,
        leaves: Iterable[LeaveSlip] | None = None,
    ) -> None:
        self.editions: list[Shift] = list(_shifts(ctx))
        self._weeks: dict[tuple[Any, str, int], list[tuple[date, int | None]]] = defaultdict(list)
        self._days: dict[tuple[int, date], RosterDay] = {}
        self._posts: Posts = {}
        self._in_force: dict[date, dict[str, Shift]] = {}
        self._names = {each.pk: each.name for each in self.editions}
        whose = None if people is None else list(people) or [0]
        if leaves is None:
            leaves = _half_days(ctx, first, last)
        self._away = {
            (each.person_id, each.since): each.portion
            for each in leaves
            if each.portion in HALVES and (whose is None or each.person_id in whose)
        }
        if self.editions:
            self._read(ctx, first, last, whose, days)
            self._read_posts(ctx, first, last, whose, posts)

    def _read(
        self, ctx: Any, first: date, last: date, whose: list[int] | None, days: Iterable[RosterDay] | None
    ) -> None:
        for person, role, kind, weekday, since, shift in _weeks_of(ctx, whose, last):
            self._weeks[person or role, kind, weekday].append((since, shift))
        if days is None:
            days = _days_of(ctx, whose, first, last)
        self._days = {(each.person_id, each.day): each for each in days}

    def _read_posts(
        self, ctx: Any, first: date, last: date, whose: list[int] | None, posts: Posts | None
    ) -> None:
        if posts is not None:
            self._posts = posts
        elif any(isinstance(key, str) for key, _, _ in self._weeks):
            for person, role, since, until in _held_by(ctx, whose, first, last):
                self._posts.setdefault(person, []).append((Role(role), since, until or date.max))

    def __bool__(self) -> bool:
        """Whether anybody has hours of his own."""
        return bool(self._weeks or self._days or self._away)

    def on(self, person: int, day: date) -> Own:
        """What is his on this day: as it was planned, by his own week, by that of his post."""
        away = self._away.get((person, day), "")
        if not self.editions:
            return Own(away=away) if away else NOTHING
        work, lunch, standby = (self._of(person, day, kind) for kind in KINDS)
        return Own(work, lunch, standby, away)

    def spells(self, person: int, first: date, last: date, usual: Spell) -> dict[date, Spell]:
        """Days on which he has hours of his own."""
        found: dict[date, Spell] = {}
        day = first
        while (self.editions or self._away) and day <= last:
            if own := self.on(person, day):
                found[day] = own.spell(usual)
            day += timedelta(days=1)
        return found

    def _of(self, person: int, day: date, kind: Shift.Kind) -> Shift | None:
        planned = self._days.get((person, day))
        pk = getattr(planned, KINDS[kind]) if planned else None
        return self._standing(pk if pk else self._weekly(person, day, kind), day)

    def _weekly(self, person: int, day: date, kind: str) -> int | None:
        posts = [role for role, since, until in self._posts.get(person, ()) if since <= day <= until]
        for whose in (person, *posts):
            rows = self._weeks.get((whose, kind, day.weekday()), ())
            begun = [shift for since, shift in rows if since <= day]
            if begun and begun[-1]:
                return begun[-1]
        return None

    def _standing(self, pk: int | None, day: date) -> Shift | None:
        """The edition that holds on the day; a shift that was stopped is none."""
        if pk is None:
            return None
        if day not in self._in_force:
            self._in_force[day] = in_force(self.editions, day)
        return self._in_force[day].get(self._names.get(pk, ""))


@worded
def _shifts(ctx: Any) -> Any:
    return Shift.objects.of(ctx).order_by("since", "pk")


def shifts_on(ctx: Any, day: date, kind: Shift.Kind | None = None) -> list[Shift]:
    """The shifts of a store as they hold on a day."""
    held = in_force(_shifts(ctx), day).values()
    return sorted(
        (each for each in held if kind is None or each.kind == kind),
        key=lambda each: (each.kind, each.starts, each.name),
    )


def _their(whose: list[int] | None) -> Q:
    return Q(pk__isnull=False) if whose is None else Q(person__in=whose)


@worded
def _weeks_of(ctx: Any, whose: list[int] | None, last: date) -> Any:
    rows = WeekShift.objects.of(ctx).filter(_their(whose) | Q(person=None), since__lte=last)
    return rows.order_by("since", "pk").values_list(
        "person_id", "role", "kind", "weekday", "since", "shift_id"
    )


@worded
def _days_of(ctx: Any, whose: list[int] | None, first: date, last: date) -> Any:
    return RosterDay.objects.of(ctx).filter(_their(whose), day__gte=first, day__lte=last)


@worded
def _held_by(ctx: Any, whose: list[int] | None, first: date, last: date) -> Any:
    held = Tenure.objects.of(ctx).filter(_their(whose), since__lte=last).exclude(until__lt=first)
    return held.order_by("pk").values_list("person_id", "role", "since", "until")


@worded
def _half_days(ctx: Any, first: date, last: date) -> Any:
    """Who is away for half of which of these days; half a day of leave is of one day."""
    return half_days(ctx, first, last).only("person_id", "since", "portion")


def working_day(ctx: Any) -> WorkingDay:
    """From when the store opens until its service ends: in this time a span is reckoned."""
    store = Store.objects.of(ctx).get(pk=ctx.store_id)
    return WorkingDay(store.opens, store.service_until, ctx.standing.zone)
