"""The promised time, from hours of work, who is free, parts, inspection and wash (PROC-R-24)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import pace, working
from zhangdian.frontline.service.models import OrderLine, PartLine, RepairOrder
from zhangdian.frontline.service.pace import Pace
from zhangdian.frontline.service.working import BODY, MECHANICS, TRADE_OF_SKILL, Working, trade_of
from zhangdian.people.organization.hours import NOTHING, Own
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.queries import works_on
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import queries as parts_queries
from zhangdian.resources.parts.models import Part

ZERO = Decimal(0)

Hours = dict[str, Decimal]
"""Hours of work by trade."""


@dataclass(frozen=True)
class Promise:
    """A time, its reason in one line, and how far the advisor may move it."""

    at: datetime
    reason: str
    free_hand: timedelta


@dataclass
class Load:
    """The workshop now: whose hands are there, what they have begun, which cars wait before this one."""

    working: Working
    hands: Counter[str] = field(default_factory=Counter)
    cars: Counter[str] = field(default_factory=Counter)
    begun: Hours = field(default_factory=lambda: defaultdict(Decimal))
    waiting: Hours = field(default_factory=lambda: defaultdict(Decimal))
    own: Hours = field(default_factory=lambda: defaultdict(Decimal))
    """Of the order that is asked about."""
    usual: dict[str, Own] = field(default_factory=dict)
    """By trade the shift and the turn at lunch that most hands who are still here have today."""

    def hands_of(self, trade: str, today: date) -> Working:
        """How time goes by for the hands of a trade."""
        return self.working.today_of(self.usual.get(trade, NOTHING), today)

    @property
    def pace(self) -> Pace:
        return self.working.pace

    def ahead(self, trade: str) -> Decimal:
        """Hours until somebody is free: what waits and half of what is begun, shared by all hands."""
        hands = self.hands[trade]
        if self.cars[trade] < hands:
            return ZERO
        return (self.waiting[trade] + self.begun[trade] / 2) / max(hands, 1)


def proposal(ctx: Any, order: RepairOrder) -> Promise:
    """Not before a technician is free, parts are there, and inspection and wash are done."""
    return from_load(ctx, order, load_of(ctx, order))


def from_load(ctx: Any, order: RepairOrder, load: Load) -> Promise:
    return reckon(ctx, order, load, load.own, parts_arrival(ctx, order, load.pace))


def of_lines(ctx: Any, order: RepairOrder, lines: Iterable[OrderLine], parts_at: datetime | None) -> Promise:
    """The same for lines that are read already, and when the last of their parts comes."""
    hours: Hours = defaultdict(Decimal)
    for line in lines:
        hours[trade_of(line.skill)] += line.hours
    return reckon(ctx, order, load_of(ctx, order), hours, parts_at)


def reckon(ctx: Any, order: RepairOrder, load: Load, hours: Hours, parts_at: datetime | None) -> Promise:
    """Step after step in the hours of the store, each with the room that the store leaves."""
    known, zone = load.pace, ctx.standing.zone
    trade = MECHANICS if hours[MECHANICS] or not hours[BODY] else BODY
    start, reason = begins(ctx, order, load, trade)
    if parts_at and parts_at > start:
        start, reason = parts_at, f"等配件 {clock.local(parts_at, zone):%m-%d %H:%M} 到"
    whole = sum(hours.values(), ZERO)
    done = load.hands_of(trade, ctx.today).worked(start, on_the_car(known, hours[MECHANICS]))
    reason += f"；工时 {whole:.1f} h"
    if hours[BODY]:
        room = known.share(pace.BODY_ROOM)
        done = load.working.advanced(done, hours[BODY], room)
        reason += f"，钣喷约 {load.working.body_days(hours[BODY], room):.1f} 天"
    washes = order.wash == RepairOrder.Wash.YES
    looked_at = waits(order, known, known.inspection + (known.wash if washes else timedelta()))
    reason += f"，总检{'洗车' if washes else ''} {looked_at.seconds // 60} 分(含余量)"
    at = handed_over(load.working.waited(done, looked_at), ctx.today, known, zone)
    return Promise(at, reason, known.free_hand)


def begins(ctx: Any, order: RepairOrder, load: Load, trade: str) -> tuple[datetime, str]:
    """When somebody of this trade takes the car in hand, and why then."""
    ahead = load.ahead(trade)
    hands = f"{load.hands[trade]} 名{trade}技师"
    reason = f"前面排着 {ahead:.1f} h，{hands}" if ahead else f"前面没有排队，{hands}"
    wait = waits(order, load.pace, load.pace.to_bay) + timedelta(hours=float(ahead))
    return load.working.waited(ctx.now, wait), reason


def waits(order: RepairOrder, known: Pace, usual: timedelta) -> timedelta:
    """The usual wait with its room; who waits in the store is waited for less."""
    here = order.stay == RepairOrder.Stay.WAITS
    share = (1 + known.share(pace.WAITING_ROOM)) * (known.share(pace.WAITS_HERE) if here else 1)
    return timedelta(minutes=round(usual.total_seconds() / 60 * share))


def on_the_car(known: Pace, hours: Decimal) -> timedelta:
    """Hours of work with their room."""
    return timedelta(hours=float(hours)) * (1 + known.share(pace.WORK_ROOM))


def handed_over(at: datetime, today: Any, known: Pace, zone: Any) -> datetime:
    """Rounded up to ten minutes; on another day not before the hour at which cars are fetched."""
    local = clock.local(at, zone)
    local += timedelta(minutes=-local.minute % 10, seconds=-local.second, microseconds=-local.microsecond)
    morning = clock.instant(local.date(), known.hour(pace.MORNING), zone)
    return max(local.astimezone(at.tzinfo), morning) if local.date() > today else local.astimezone(at.tzinfo)


def stands_by_itself(ctx: Any, order: RepairOrder) -> bool:
    """Whether the time on the order is still the house's own: nobody has moved it further than he may."""
    if order.promised_at is None:
        return True
    proposed = proposal(ctx, order)
    return abs(order.promised_at - proposed.at) <= proposed.free_hand


def follow(ctx: Any, order: RepairOrder, by_itself: bool) -> None:
    """Work came or went: the house's own time goes with it, a time set by hand stays."""
    load = load_of(ctx, order) if by_itself else None
    if load and load.own:
        order.promised_at = from_load(ctx, order, load).at


def load_of(ctx: Any, order: RepairOrder) -> Load:
    """Four queries: the store's hours and measures, its shifts, who is there by trade, the work before."""
    load, hours = Load(working.today(ctx)), working.hours_today(ctx)
    here: dict[str, Counter[Own]] = defaultdict(Counter)
    for person, team in _hands(ctx, ctx.today, ctx.today.weekday()):
        trade, own = trade_of(team.removesuffix("组")), hours.on(person, ctx.today)
        if not has_gone_home(load.working, own, ctx):
            load.hands[trade] += 1
            here[trade][own] += 1
    load.usual = {trade: owns.most_common(1)[0][0] for trade, owns in here.items()}
    cars: dict[str, set[int]] = defaultdict(set)
    for key, skill, hours, begun in before_and_own(ctx, order.pk, order.stay == RepairOrder.Stay.WAITS):
        trade = trade_of(skill)
        if key == order.pk:
            load.own[trade] += hours
        else:
            (load.begun if begun else load.waiting)[trade] += hours
            cars[trade].add(key)
    load.cars.update({trade: len(keys) for trade, keys in cars.items()})
    return load


def has_gone_home(known: Working, own: Own, ctx: Any) -> bool:
    """Whose own shift of today is over; the day of the store is nobody's own."""
    if own.shift is None:
        return False
    return bool(ctx.now >= own.spell(known.usual).pieces(ctx.today, ctx.standing.zone)[-1][1])


@worded
def _hands(ctx: Any, day: date, weekday: int) -> Any:
    """Each technician who works on a day, and his team."""
    people = Tenure.objects.of(ctx).filter(
        works_on(ctx, day, weekday, "person__"),
        role__in=(Role.TECHNICIAN, Role.TEAM_LEADER),
        until=None,
        person__disabled_at=None,
    )
    return people.values_list("person_id", "person__team")


@worded
def before_and_own(ctx: Any, order_id: int, waits_here: bool) -> Any:
    """Lines of this order, and authorized ones that are begun or go before it: order, skill, hours, begun."""
    state = RepairOrder.State
    mine = Q(order=order_id, declined_at=None)
    others = Q(authorized_at__isnull=False, finished_at=None) & ~Q(order=order_id)
    if waits_here:
        first = Q(order__stay=RepairOrder.Stay.WAITS) | Q(order__reworks__gt=0) | Q(skill__in=TRADE_OF_SKILL)
        others &= Q(started_at__isnull=False) | first
    rows = OrderLine.objects.of(ctx).filter(
        mine | others, order__state__in=(state.DRAFT, state.WAITING, state.IN_REPAIR), voided_at=None
    )
    return rows.order_by("pk").values_list("order_id", "skill", "hours", "started_at")


@worded
def _parts_wanted(ctx: Any, order_id: int) -> Any:
    rows = PartLine.objects.of(ctx).filter(order=order_id, voided_at=None, line__declined_at=None)
    return rows.select_related("part")


def parts_arrival(ctx: Any, order: RepairOrder, measures: Pace) -> datetime | None:
    """When the last missing part is expected; None when all is on the shelf."""
    days = [stock.lead_days for stock in short(ctx, _parts_wanted(ctx, order.pk)).values()]
    return morning_after(ctx, max(days), measures) if days else None


def short(ctx: Any, rows: Iterable[PartLine]) -> dict[Part, parts_queries.Availability]:
    """The parts of these rows that do not all lie free on the shelf (PROC-R-19)."""
    wanted: Counter[Part] = Counter()
    for row in rows:
        wanted[row.part] += row.quantity
    known = parts_queries.availability(ctx, wanted) if wanted else {}
    return {part: stock for part, stock in known.items() if stock.short}


def morning_after(ctx: Any, days: int, measures: Pace) -> datetime:
    """So many days from now, tomorrow at the earliest, at the hour when ordered parts stand in the rack."""
    day = ctx.today + timedelta(days=max(days, 1))
    return clock.instant(day, measures.hour(pace.IN_THE_RACK), ctx.standing.zone)
