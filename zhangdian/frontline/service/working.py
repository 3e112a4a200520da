"""When work is done that begins now: in the hours of this store, with lunch, and the days of body work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import pace
from zhangdian.frontline.service.pace import Pace
from zhangdian.people.organization.hours import Hours, Own
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.opening import Spell, WorkingDay
from zhangdian.people.organization.queries import days_changed

AHEAD = timedelta(days=60)
"""So far a plan looks into somebody's roster."""
BODY = "钣喷"
MECHANICS = "机电"
TRADE_OF_SKILL = {"钣金": BODY, "喷漆": BODY}
"""Cars of one trade wait in one queue; all other skills are one trade, the mechanics'."""
TEAM_OF_SKILL = {"钣金": "钣金", "喷漆": "喷漆"}
"""How the name of a team begins that does work of a skill; all other work is the mechanics'."""


def trade_of(skill: str) -> str:
    return TRADE_OF_SKILL.get(skill, MECHANICS)


def is_work_of(team: str, skill: str) -> bool:
    """Whether this team does such work; who is in no team does any."""
    return not team or team.startswith(TEAM_OF_SKILL.get(skill, MECHANICS))


@dataclass(frozen=True)
class Working:
    """How this store's time goes by: everything that plans, promises or foresees asks here."""

    pace: Pace
    day: WorkingDay
    rests_on: int | None = None
    """The weekday on which the hands rest that are asked about."""
    changed: Mapping[date, bool] = field(default_factory=dict)
    """Days on which they work, or not, other than their week says."""
    own: Mapping[date, Spell] = field(default_factory=dict)
    """Days on which they have hours, or a lunch, of their own."""

    def of(self, ctx: Any, person: Person) -> "Working":
        """The same for the hands of one person: his week and his leave, his shifts and his turn at lunch."""
        last = ctx.today + AHEAD
        changed = days_changed(ctx, person, ctx.today, last)
        own = Hours(ctx, ctx.today, last, [person.pk]).spells(person.pk, ctx.today, last, self.usual)
        return replace(self, rests_on=person.rest_weekday, changed=changed, own=own)

    def today_of(self, own: Own, day: date) -> "Working":
        """The same for hands that have these hours on a day."""
        return replace(self, own={day: own.spell(self.usual)}) if own else self

    @property
    def usual(self) -> Spell:
        """The day of hands that have no hours of their own."""
        noon, pause = self.pace.hour(pace.NOON), self.pace.minutes(pace.LUNCH)
        return Spell(self.day.opens, self.day.closes, noon, pause)

    @property
    def hands(self) -> WorkingDay:
        """The day of one pair of hands: who works over noon stops to eat."""
        noon, pause = self.usual.noon, self.usual.pause
        rests = replace(self.day, noon=noon, pause=pause, rests_on=self.rests_on, changed=self.changed)
        return replace(rests, own=self.own) if self.own else rests

    def waited(self, at: datetime, span: timedelta) -> datetime:
        """When so much waiting, looking or washing is over: others go on while one eats."""
        return self.day.after(at, span)

    def worked(self, at: datetime, span: timedelta) -> datetime:
        """When one pair of hands has done so much."""
        return self.hands.after(at, span)

    def advanced(self, at: datetime, hours: Decimal, room: float = 0) -> datetime:
        """When so many hours of body work are done: filler and paint dry, the booth has a queue."""
        return self.day.after(at, self.body_days(hours, room) * self.day.length)

    def body_days(self, hours: Decimal, room: float = 0) -> float:
        """Days that a car stands with the body shop for so many hours."""
        return float(hours / (self.pace.of(pace.BODY_DAY) or pace.BODY_DAY.value)) * (1 + room)

    def closing(self, at: datetime) -> datetime:
        """When the last go home on the day of this instant."""
        zone = self.day.zone
        return clock.instant(clock.day(at, zone), self.pace.hour(pace.CLOSING), zone)


def today(ctx: Any) -> Working:
    """The hours and the measures of the store as they hold today, in one query."""
    measures = {each.key: each.value for each in pace.STANDARDS}
    rows = _hours_and_measures(ctx.store_id, measures, ctx.today)
    opens, closes = rows[0][:2]
    measures |= {key: value for _, _, key, value in rows if key}
    return Working(Pace(measures), WorkingDay(opens, closes, ctx.standing.zone))


def hours_today(ctx: Any) -> Hours:
    """Who has a shift, or a turn at lunch, of his own today."""
    return Hours(ctx, ctx.today, ctx.today)


@worded
def _hours_and_measures(store_id: int, keys: Iterable[str], on: date) -> Any:
    own = FilteredRelation("rates", condition=Q(rates__key__in=keys, rates__since__lte=on))
    rows = Store.objects.filter(pk=store_id).annotate(own=own).order_by("own__since")
    return rows.values_list("opens", "service_until", "own__key", "own__value")
