"""Who is free when, how much is sold against what is there, and to whom a waiting car is proposed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.writing import standing
from zhangdian.frontline.service import working
from zhangdian.frontline.service.models import Bay, ClockRecord, OrderLine, RepairOrder
from zhangdian.frontline.service.models.order import is_here
from zhangdian.frontline.service.queries import Card
from zhangdian.frontline.service.workbench import PAPERS_OF_SKILL, minutes_left, queue_key
from zhangdian.people.organization import certificates
from zhangdian.people.organization.hours import Hours
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import on_duty
from zhangdian.people.organization.roles import Role

ATTENDED = Decimal("7.5")
"""Hours a technician is at work a day."""
TRADES = (("保养", ("保养",)), ("机电", ("机电", "诊断")), ("高压", ("高压",)), ("钣喷", ("钣金", "喷漆")))
QUICK = "快保工位"
SAME_HAND = 15
"""So many minutes a car may wait for the man who did it last time."""
OPEN = Q(dispatched_at__isnull=False, finished_at=None, voided_at=None)


@dataclass(frozen=True)
class Free:
    """A technician, in how many minutes he is free, and where he works."""

    person: Person
    minutes: int
    bay: Bay | None = None
    high_voltage: bool = False
    says: str = ""
    """That he eats, is not here yet, or has gone home, by his own hours."""

    @property
    def when(self) -> str:
        return self.says or ("现在空" if self.minutes == 0 else f"{standing(self.minutes)}后")


@dataclass(frozen=True)
class Load:
    """Hours sold against hours available of one trade."""

    label: str
    sold: Decimal
    available: Decimal

    @property
    def over(self) -> Decimal:
        return max(self.sold - self.available, Decimal(0))


@dataclass(frozen=True)
class Proposal:
    """To whom this car should go, where, and why."""

    order: RepairOrder
    free: Free
    bay: Bay | None
    reason: str
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass
class Crew:
    """The people of the workshop today with what they have in hand; read once for all that asks."""

    ctx: Any
    people: dict[Role, list[Person]]
    lines: list[OrderLine]
    """Dispatched and not finished."""
    running: dict[int, ClockRecord]
    bays: list[Bay]
    high: set[int]
    """Who may touch high voltage."""
    working: working.Working
    hours: Hours
    """Who has a shift or a turn at lunch of his own."""

    @property
    def technicians(self) -> list[Person]:
        return self.people[Role.TECHNICIAN]

    def leader_of(self, team: str) -> str:
        """The leader of a team today, or whoever leads."""
        leaders = self.people[Role.TEAM_LEADER]
        mine = next((each for each in leaders if each.team == team), None)
        return str(mine or (leaders[0] if leaders else Role.TEAM_LEADER.label))

    @property
    def inspector(self) -> str:
        found = self.people[Role.QUALITY_INSPECTOR]
        return str(found[0]) if len(found) == 1 else str(Role.QUALITY_INSPECTOR.label)


def crew(ctx: Any) -> Crew:
    """As many queries for any number of cars and people."""
    rows = OrderLine.objects.of(ctx).filter(OPEN).select_related("bay")
    clocks = ClockRecord.objects.of(ctx).filter(ended_at=None)
    return Crew(
        ctx,
        on_duty(ctx),
        list(rows.order_by("planned_end_at", "pk")),
        {each.technician_id: each for each in clocks},
        list(Bay.objects.of(ctx).filter(closed_at=None)),
        certificates.holders_of(ctx, PAPERS_OF_SKILL["高压"], ctx.today),
        working.today(ctx),
        working.hours_today(ctx),
    )


def who_is_free(crew: Crew) -> list[Free]:
    """Who is free next, by what is left of his lines, and where he works."""
    begun = {record.line_id: record.started_at for record in crew.running.values()}
    left: dict[int, float] = defaultdict(float)
    places: dict[int, Bay] = {}
    for line in crew.lines:
        if (person := line.technician_id) is None:
            continue
        left[person] += minutes_left(line, begun.get(line.pk), crew.ctx.now, crew.working)
        if line.bay and (line.pk in begun or person not in places):
            places[person] = line.bay
    free = [
        Free(
            person,
            minutes_until_free(crew, person, left[person.pk]),
            places.get(person.pk),
            person.pk in crew.high,
            where_he_is(crew, person),
        )
        for person in crew.technicians
    ]
    return sorted(free, key=lambda each: (each.minutes, each.person.pk))


def minutes_until_free(crew: Crew, person: Person, left: float) -> int:
    """What is left of his work, and for who has hours of his own also his lunch, or until he comes."""
    own, now = crew.hours.on(person.pk, crew.ctx.today), crew.ctx.now
    if not own:
        return int(left)
    free_at = crew.working.today_of(own, crew.ctx.today).worked(now, timedelta(minutes=left))
    return int(clock.minutes_between(now, free_at))


def where_he_is(crew: Crew, person: Person) -> str:
    """午餐到 12:15, 10:00 上班, 已下班; nothing for who is at work or has the hours of the store."""
    own, now, zone = crew.hours.on(person.pk, crew.ctx.today), crew.ctx.now, crew.ctx.standing.zone
    if not own:
        return ""
    pieces = own.spell(crew.working.usual).pieces(crew.ctx.today, zone)
    if any(begins <= now < ends for begins, ends in pieces):
        return ""
    if now >= pieces[-1][1]:
        return "已下班"
    back = clock.local(next(begins for begins, _ in pieces if now < begins), zone)
    return f"{back:%H:%M} 上班" if now < pieces[0][0] else f"午餐到 {back:%H:%M}"


def share_of_day(crew: Crew, person: Person) -> Decimal:
    """How much of the usual day he is at work: a short shift brings fewer hours, a long one more."""
    own = crew.hours.on(person.pk, crew.ctx.today)
    usual = crew.working.usual.length()
    if not (own.shift or own.away) or not usual:
        return Decimal(1)
    return Decimal(own.spell(crew.working.usual).length() / usual)


def load_of_day(crew: Crew) -> list[Load]:
    """Hours sold for today against what the people present can do; what was finished today counts too."""
    ctx = crew.ctx
    start, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    sold: dict[str, Decimal] = defaultdict(Decimal)
    here = Q(order__promised_at__lt=end) | Q(order__promised_at=None), is_here("order__")
    # Asked apart: what is open goes by the orders that are here, what is done by its hour.
    for part in (Q(*here, finished_at=None), Q(finished_at__gte=start, finished_at__lt=end)):
        rows = OrderLine.objects.of(ctx).filter(part, authorized_at__isnull=False, voided_at=None)
        for skill, hours in rows.order_by().values_list("skill").annotate(Sum("hours")):
            sold[skill] += hours
    shares = {person: share_of_day(crew, person) for person in crew.technicians}
    body = {person: share for person, share in shares.items() if person.team.startswith(("钣金", "喷漆"))}
    mechanics = sum((share for person, share in shares.items() if person not in body), Decimal(0))
    heads = {
        "保养": mechanics / 3,
        "机电": mechanics * 2 / 3,
        "高压": sum((share for person, share in shares.items() if person.pk in crew.high), Decimal(0)) / 2,
        "钣喷": sum(body.values(), Decimal(0)),
    }
    loads = []
    for label, skills in TRADES:
        hours = sum((sold[skill] for skill in skills), Decimal(0))
        if hours or heads[label]:
            loads.append(Load(label, hours, (heads[label] * ATTENDED).quantize(Decimal("0.1"))))
    return loads


def first_free_at(crew: Crew, free: Sequence[Free], cards: Sequence[Card], label: str) -> datetime | None:
    """When somebody of this trade could begin with one more car, after all that is sold before it."""
    skills = set(dict(TRADES).get(label, ()))
    hands = sum(fits(each, skills) for each in free)
    lines = [line for card in cards for line in card.order.work if line.skill in skills]
    ahead = sum(float(line.hours) for line in lines if line.finished_at is None)
    return crew.working.worked(crew.ctx.now, timedelta(hours=ahead / hands)) if hands else None


def fits(free: Free, skills: Iterable[str]) -> bool:
    """By trade of his team, and by paper where life is at stake."""
    skills = set(skills)
    if "高压" in skills and not free.high_voltage:
        return False
    return any(working.is_work_of(free.person.team, skill) for skill in skills or {working.MECHANICS})


def proposals(crew: Crew, waiting: Sequence[Card], free: Sequence[Free]) -> list[Proposal]:
    """For each waiting car, in the order of the queue, the fitting person who is free first."""
    left = {each.person.pk: each for each in free}
    knows = last_hands(crew.ctx, [card.order.vehicle_id for card in waiting])
    occupied = {line.bay_id for line in crew.lines}
    made = []
    for card in sorted(waiting, key=lambda card: queue_key(card.order)):
        fitting = [each for each in left.values() if fits(each, (line.skill for line, _ in card.turns))]
        if not fitting:
            continue
        best = min(fitting, key=lambda each: (each.minutes, each.person.pk))
        again = left.get(knows.get(card.order.vehicle_id, 0))
        if again in fitting and again is not None and again.minutes <= best.minutes + SAME_HAND:
            best = again
        if (at_work := left.get(hand_on(card) or 0)) in fitting and at_work is not None:
            best = at_work
        bay = best.bay or free_bay(crew, best, card, occupied)
        occupied |= {bay.pk} if bay else set()
        made.append(Proposal(card.order, best, bay, reason_of(card, best, knows, waiting)))
        hours = sum((line.hours for line, _ in card.turns), Decimal(0))
        left[best.person.pk] = replace(best, minutes=best.minutes + int(hours * 60), bay=bay)
    return made


def hand_on(card: Card) -> int | None:
    """Who has this car under his hands now: extra work goes on where the car stands."""
    return next(
        (line.technician_id for line in card.order.work if line.technician_id and not line.finished_at), None
    )


def last_hands(ctx: Any, vehicles: Sequence[int]) -> dict[int, int]:
    """Who worked on each of these cars last time."""
    rows = OrderLine.objects.of(ctx).filter(
        order__vehicle__in=vehicles, finished_at__isnull=False, technician__isnull=False, voided_at=None
    )
    return dict(rows.order_by("finished_at").values_list("order__vehicle_id", "technician_id"))


def free_bay(crew: Crew, free: Free, card: Card, occupied: set[int | None]) -> Bay | None:
    """A place of his team that nobody works on, of the kind that the work asks for."""
    skills = {line.skill for line in card.order.work}
    left = [bay for bay in crew.bays if bay.pk not in occupied and bay.team == free.person.team]
    if "高压" in skills:
        left = [bay for bay in left if bay.high_voltage]
    quick = skills == {"保养"}
    left.sort(key=lambda bay: ((bay.kind == QUICK) is not quick, bay.high_voltage, bay.pk))
    return left[0] if left else None


def reason_of(card: Card, free: Free, knows: dict[int, int], waiting: Sequence[Card]) -> str:
    """Why this man and why now, in a few words."""
    order = card.order
    words = []
    if hand_on(card) == free.person.pk:
        words.append("正在做这台")
    if order.priority > 0:
        words.append("主管排前")
    if order.is_rework:
        words.append("返修优先")
    if order.stay == RepairOrder.Stay.WAITS:
        words.append("在店等")
    elif order.appointment_id:
        words.append("有预约")
    if any(line.skill == "高压" for line in order.work):
        words.append("高压资格")
    elif knows.get(order.vehicle_id) == free.person.pk:
        words.append("做过这台")
    elif len(waiting) > 1 and card.minutes == max(each.minutes for each in waiting):
        words.append("最久")
    return "，".join(words[:2])
