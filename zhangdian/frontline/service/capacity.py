"""Who is free when, how much is sold against what is there, and to whom a waiting car is proposed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import ClockRecord, OrderLine, RepairOrder
from zhangdian.frontline.service.queries import Card, Lane
from zhangdian.frontline.service.workbench import PAPERS_OF_SKILL, queue_key
from zhangdian.people.organization.certificates import holders_of
from zhangdian.people.organization.models import Person, Tenure
from zhangdian.people.organization.roles import Role

ATTENDED = Decimal("7.5")
"""Hours a technician is at work a day."""
TRADES = (("保养", ("保养",)), ("机电", ("机电", "诊断")), ("高压", ("高压",)), ("钣喷", ("钣金", "喷漆")))
TEAM_OF_SKILL = {"钣金": "钣金", "喷漆": "喷漆"}
MECHANICAL = ("机电", "保养")


@dataclass(frozen=True)
class Free:
    """A technician and in how many minutes he is free."""

    person: Person
    minutes: int
    bay: str = ""


@dataclass(frozen=True)
class Load:
    """Hours sold against hours available of one trade."""

    label: str
    sold: Decimal
    available: Decimal

    @property
    def percent(self) -> int:
        return min(100, int(self.sold * 100 / self.available)) if self.available else 0


@dataclass(frozen=True)
class Proposal:
    """To whom this car should go, and why."""

    order: RepairOrder
    person: Person
    reason: str
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def technicians(ctx: Any) -> list[Person]:
    """Technicians at work today."""
    weekday = ctx.today.weekday()
    rows = Tenure.objects.of(ctx).filter(role=Role.TECHNICIAN, until=None, person__disabled_at=None)
    return [tenure.person for tenure in rows.exclude(person__rest_weekday=weekday).select_related("person")]


def open_hours(ctx: Any) -> dict[int, Decimal]:
    """Hours that each technician still has to do."""
    hours: dict[int, Decimal] = {}
    lines = OrderLine.objects.of(ctx).filter(dispatched_at__isnull=False, finished_at=None, voided_at=None)
    for person, booked in lines.values_list("technician_id", "hours"):
        if person:
            hours[person] = hours.get(person, Decimal(0)) + booked
    return hours


def who_is_free(ctx: Any) -> list[Free]:
    """Who is free next: book hours left of his lines, less what he has already worked on the running one."""
    hours = open_hours(ctx)
    worked = {
        record.technician_id: clock.minutes_between(record.started_at, ctx.now)
        for record in ClockRecord.objects.of(ctx).filter(ended_at=None)
    }
    free = [
        Free(person, max(0, int(hours.get(person.pk, 0) * 60) - worked.get(person.pk, 0)))
        for person in technicians(ctx)
    ]
    return sorted(free, key=lambda each: (each.minutes, each.person.pk))


def load_of_day(ctx: Any, lanes: Sequence[Lane]) -> list[Load]:
    """Hours sold of cars in the workshop against what the people present can do."""
    sold: dict[str, Decimal] = {}
    for lane in lanes:
        for card in lane.cards:
            for line in card.order.work:
                if not line.finished_at:
                    sold[line.skill] = sold.get(line.skill, Decimal(0)) + line.hours
    people = technicians(ctx)
    high = holders_of(ctx, PAPERS_OF_SKILL["高压"], ctx.today)
    mechanical = sum(person.team.startswith("机电") for person in people) or len(people)
    heads = {
        "保养": Decimal(mechanical) / 2,
        "机电": Decimal(mechanical) / 2,
        "高压": Decimal(sum(person.pk in high for person in people)) / 2,
        "钣喷": Decimal(sum(person.team.startswith(("钣金", "喷漆")) for person in people)),
    }
    return [
        Load(label, sum((sold.get(s, Decimal(0)) for s in skills), Decimal(0)), heads[label] * ATTENDED)
        for label, skills in TRADES
        if any(skill in sold for skill in skills) or heads[label]
    ]


def proposals(ctx: Any, waiting: Sequence[Card]) -> dict[int, Proposal]:
    """For each waiting car, in the order of the queue, the fitting person who is free first."""
    free = {each.person.pk: each for each in who_is_free(ctx)}
    high = holders_of(ctx, PAPERS_OF_SKILL["高压"], ctx.today)
    found: dict[int, Proposal] = {}
    for card in sorted(waiting, key=lambda card: queue_key(card.order)):
        fitting = [each for each in free.values() if fits(each.person, card, high)]
        if not fitting:
            continue
        best = min(fitting, key=lambda each: (each.minutes, each.person.pk))
        when = "现在空" if best.minutes == 0 else f"{best.minutes} 分后"
        found[card.order.pk] = Proposal(card.order, best.person, f"{when} {reason_of(card)}".strip())
        hours = sum((line.hours for line in card.order.work), Decimal(0))
        free[best.person.pk] = Free(best.person, best.minutes + int(hours * 60))
    return found


def fits(person: Person, card: Card, high: set[int]) -> bool:
    """By trade of his team, and by paper where life is at stake."""
    skills = {line.skill for line in card.order.work}
    if "高压" in skills and person.pk not in high:
        return False
    teams = {TEAM_OF_SKILL.get(skill, "机电") for skill in skills} or {"机电"}
    return not person.team or any(person.team.startswith(team) for team in teams)


def reason_of(card: Card) -> str:
    order = card.order
    if order.reworks:
        return "返修优先"
    if order.stay == RepairOrder.Stay.WAITS:
        return "在店等"
    if order.promised_at and order.promised_at - card.order.arrived_at < timedelta(hours=3):
        return "承诺早"
    return ""
