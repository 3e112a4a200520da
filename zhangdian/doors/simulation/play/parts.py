"""The parts window: picks, shortages, what suppliers bring, and the planner's daily order."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import Sum

from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.durations import PICK
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.play import promising
from zhangdian.doors.simulation.world import Visit, World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.rows import find, whole, worded
from zhangdian.frontline.service.models import OrderLine
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Lot, Part, Requisition, RequisitionLine, StockCard, Supplier
from zhangdian.resources.parts.window import papers as window

SAME_DAY = 3.1 / 5.7
"""Of the shortages those that a sister store or the town mends the same day (hold_reasons.csv)."""
TODAY, LATER = (230.0, 400.0), (2700.0, 6600.0)
LOCAL = {"油液": "S05", "辅料": "S05", "轮胎": "S06"}
BACK_ORDERED = 0.3
"""Of the planner's lines those that the maker sends a week or two late."""
HELPED_OUT = 13
"""Parts of which so many are kept at least are not let run out while an order is late."""
LOOKED_AT = time(15, 0)
BROUGHT_AT, UNPACKED_AT = time(9, 40), time(10, 10)


def ask_for_open(visit: Visit) -> None:
    """The window begins to pick whatever this order waits for."""
    asked = find(Requisition, purpose_type="service.repairorder", purpose_id=visit.pk)
    for pk in [each.pk for each in asked if each.state in ("open", "partly")]:
        if pk not in visit.world.arrivals:
            visit.missing += 1
            visit.world.arrivals[pk] = visit.parts_came
            visit.world.begin(fetch(visit, pk, is_short(pk)))


def is_short(requisition: int) -> bool:
    """Whether the window says at once that something is not in the house."""
    return any(line.outstanding > reserved(line) for line in lines_of(requisition))


@worded
def lines_of(requisition: int) -> Any:
    """What is asked for, with what is held back for it."""
    return RequisitionLine.objects.filter(requisition=requisition).select_related("part", "reservation")


def reserved(line: RequisitionLine) -> int:
    return int(getattr(getattr(line, "reservation", None), "quantity", 0))


def fetch(visit: Visit, requisition: int, lacks: bool) -> Course:
    """Picked, handed over, and what is short waited for."""
    world, luck = visit.world, visit.luck
    visit.short += lacks
    try:
        yield world.later(luck.minutes(*PICK) * 0.6)
        while True:
            keeper: Worker = yield world.turn("window", visit.rank)
            try:
                yield world.later(luck.uniform(1.5, 4))
                short = hand_over(visit, requisition, keeper)
                if not short:
                    return
                coming = report(visit, requisition, short, keeper)
            finally:
                world.release(keeper)
            if not lacks:
                lacks, visit.short = True, visit.short + 1
                world.engine.happen(visit.parts_came)
            last = max(at for at, _ in coming.values())
            promising.tell_if_late(visit, later_than(visit, last), "缺料")
            if (yield from came_sooner(visit, requisition, last)):
                return
            receive(world, luck, coming)
            yield world.later(luck.minutes(12, 30))
    finally:
        world.arrivals.pop(requisition, None)
        visit.missing -= 1
        visit.short -= lacks
        world.engine.happen(visit.parts_came)


def came_sooner(visit: Visit, requisition: int, last: datetime) -> Course:
    """The window looks each morning whether the maker's van has brought what others wait for, too."""
    world = visit.world
    while (looked := morning_after(world.now)) < last:
        yield looked
        keeper: Worker = yield world.turn("window", visit.rank)
        try:
            if not hand_over(visit, requisition, keeper):
                return True
        finally:
            world.release(keeper)
    yield last
    return False


def morning_after(at: datetime) -> datetime:
    """When the van of the next morning has been unpacked."""
    return clock.instant(clock.day(at) + timedelta(days=1), UNPACKED_AT)


def later_than(visit: Visit, parts_at: datetime) -> datetime:
    """When the car is ready whose last part comes then."""
    return max(parts_at, promising.ready_at(visit.world, visit.order))


def hand_over(visit: Visit, requisition: int, keeper: Worker) -> list[RequisitionLine]:
    """Issue what lies ready for these lines; tells what is short."""
    world = visit.world
    open_lines = [line for line in lines_of(requisition) if line.outstanding]
    ready = [
        parts.IssueLine(line.pk, min(line.outstanding, held))
        for line in open_lines
        if (held := reserved(line))
    ]
    given = {each.line: each.quantity for each in ready}
    if ready:
        takes = taker(visit)
        asked = whole(world.clock, Requisition, requisition)
        sheet = window.sheet(world.context(keeper), asked, given, takes)
        world.do(parts.issue_parts, keeper, requisition, lines=ready, taker=takes, sheet=sheet)
    return [line for line in open_lines if line.outstanding > given.get(line.pk, 0)]


def taker(visit: Visit) -> int:
    """The technician who has the car, else a leader at the window."""
    held = [line for line in visit.parts(OrderLine) if line.technician_id and not line.voided_at]
    last = max((line for line in held if line.dispatched_at), key=attrgetter("dispatched_at"), default=None)
    return last.technician_id if last else visit.world.somebody(Role.TEAM_LEADER).person_id


Coming = dict[int, tuple[datetime, tuple[Part, int, str]]]


def report(visit: Visit, requisition: int, short: list[RequisitionLine], keeper: Worker) -> Coming:
    """Say what is short and until when; it is ordered where it comes from soonest."""
    world, luck = visit.world, visit.luck
    coming: Coming = {}
    for line in short:
        quantity = line.outstanding - reserved(line)
        today = luck.happens(SAME_DAY) or line.part.group in LOCAL
        eta = within_opening(world.later(luck.minutes(*(TODAY if today else LATER))))
        supplier = LOCAL.get(line.part.group) or ("S04" if today else luck.choice(("S02", "S02", "S03")))
        waits_for = RequisitionLine.WaitsFor
        if line.waits_for == "":
            world.do(
                parts.report_shortage,
                keeper,
                requisition,
                line=line.pk,
                waits_for=waits_for.PLANNER if today else waits_for.MANUFACTURER,
                until=eta,
                remedy="兄弟店调拨，当日到" if today else "已向厂家紧急订货",
                told="服务顾问",
            )
        world.told["shortages"] += 1
        coming[line.pk] = (eta, (line.part, max(quantity, 1), supplier))
    return coming


def within_opening(at: datetime) -> datetime:
    local = clock.local(at)
    if local.time() >= time(17, 0):
        return clock.instant(local.date() + timedelta(days=1), time(9, 10))
    if local.time() < time(8, 40):
        return clock.instant(local.date(), time(9, 10))
    return at


def receive(world: World, luck: Chance, coming: Coming) -> None:
    """The urgent pieces are booked in as they come."""
    by_supplier: dict[str, list[tuple[Part, int]]] = defaultdict(list)
    for _, (part, quantity, supplier) in coming.values():
        by_supplier[supplier].append((part, quantity))
    for code, rows in by_supplier.items():
        book_in(world, luck, code, rows)


def book_in(world: World, luck: Chance, supplier: str, rows: list[tuple[Part, int]]) -> None:
    keeper = world.somebody(Role.STOREKEEPER, Role.PARTS_PLANNER)
    found = Supplier.objects.filter(store=world.store_id, code=supplier).values_list("pk", flat=True).get()
    merged: dict[int, tuple[Part, int]] = {}
    for part, quantity in rows:
        merged[part.pk] = part, quantity + merged.get(part.pk, (part, 0))[1]
    world.do(
        parts.receive_parts,
        keeper,
        supplier=found,
        delivery_note=f"SH{world.today:%y%m%d}{luck.randint(1, 999):03d}",
        lines=[
            parts.ReceivedLine(part.pk, quantity, expires_on=expiry(part, world.today))
            for part, quantity in merged.values()
        ],
    )


def expiry(part: Part, today: date) -> date | None:
    return today + timedelta(days=30 * part.shelf_life_months - 20) if part.shelf_life_months else None


# The planner ----------------------------------------------------------------------------------------


def plan(world: World, day: date) -> Course:
    """At three the planner looks at every card: what has fallen to its minimum is ordered."""
    yield clock.instant(day, LOOKED_AT)
    by_day: dict[date, list[tuple[Part, int]]] = defaultdict(list)
    for part, quantity in below_minimum(world):
        world.on_order[part.pk] += quantity
        late = world.luck.randint(5, 14) if world.luck.happens(BACK_ORDERED) else 0
        days = late + max(1, round(part.lead_days * world.luck.uniform(0.7, 1.25)))
        by_day[day + timedelta(days=days)].append((part, quantity))
    for arrival, rows in by_day.items():
        world.begin(bring(world, rows, "S01"), clock.instant(arrival, BROUGHT_AT))
    if topped := running_out(world):
        world.urgent |= {part.pk for part, _ in topped}
        world.begin(bring(world, topped, "S04"), clock.instant(day + timedelta(days=1), time(8, 50)))


def below_minimum(world: World) -> list[tuple[Part, int]]:
    """Parts at or below their minimum, and how many packs fill them up again."""
    lying = lying_of(world)
    cards = StockCard.objects.filter(store=world.store_id, max_stock__gt=0).select_related("part")
    wanted = []
    for card in cards.order_by("part_id"):
        here = lying.get(card.part_id, 0) + world.on_order[card.part_id]
        if here <= card.min_stock:
            packs = -(-(card.max_stock - here) // card.part.pack_quantity)
            wanted.append((card.part, packs * card.part.pack_quantity))
    return wanted


def lying_of(world: World) -> dict[int, int]:
    """Pieces on the shelf by part."""
    lots = Lot.objects.filter(store=world.store_id, on_hand__gt=0, blocked_because="")
    return dict(lots.order_by().values_list("part_id").annotate(Sum("on_hand")))


def running_out(world: World) -> list[tuple[Part, int]]:
    """What is ordered and late while the shelf goes empty: a sister store helps out with the minimum."""
    lying = lying_of(world)
    cards = StockCard.objects.filter(store=world.store_id, min_stock__gte=HELPED_OUT).select_related("part")
    wanted = []
    for card in cards.exclude(part_id__in=world.urgent).order_by("part_id"):
        if lying.get(card.part_id, 0) <= card.min_stock // 3 and world.on_order[card.part_id]:
            wanted.append((card.part, card.min_stock))
            world.on_order[card.part_id] += card.min_stock
    return wanted


def bring(world: World, rows: list[tuple[Part, int]], supplier: str) -> Course:
    """The van in the morning."""
    yield world.now
    book_in(world, world.luck, supplier, rows)
    for part, quantity in rows:
        world.on_order[part.pk] -= quantity
        world.urgent.discard(part.pk)
