"""What the window shows: who waits, the pick in walking order, the day's pace, boxes for tomorrow."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import on_duty
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import (
    IssueSlip,
    Lot,
    Movement,
    Receipt,
    Requisition,
    RequisitionLine,
    Reservation,
    StockCard,
    Supplier,
)
from zhangdian.resources.parts.queries import Asker, requisitions_waiting, usable_lots

TARGET_MINUTES = 10
"""From request to hand; beyond it the queue turns red."""
MOST = 60
"""Cards that a window shows at once."""
SLIPS = 20
"""Unsigned ones that a person sees at once."""
TAKERS = (
    Role.TECHNICIAN,
    Role.TEAM_LEADER,
    Role.APPRENTICE,
    Role.ACCESSORIES_FITTER,
    Role.WORKSHOP_SUPERVISOR,
)


@dataclass
class Waiting:
    """One card of the queue."""

    requisition: Requisition
    lines: list[RequisitionLine]
    short: list[tuple[RequisitionLine, int]]
    minutes: int

    @property
    def kinds(self) -> int:
        return len(self.lines)

    @property
    def pieces(self) -> int:
        return sum(line.outstanding for line in self.lines)

    @property
    def over(self) -> int:
        """Minutes beyond the target."""
        return max(0, self.minutes - TARGET_MINUTES)

    @property
    def is_late(self) -> bool:
        return bool(self.over) and not self.short

    @property
    def missing(self) -> int:
        return sum(pieces for _, pieces in self.short)

    @property
    def short_words(self) -> str:
        return f"缺 {self.missing}"

    @property
    def late_words(self) -> str:
        return f"超 {self.over}"

    @property
    def box_words(self) -> str:
        return f"箱 {self.requisition.box}"

    @property
    def answer_verb(self) -> str:
        return "答复" if self.unanswered else "改答复"

    @property
    def unanswered(self) -> bool:
        """Something is short and nobody has said until when."""
        return any(not line.waits_for for line, _ in self.short)


def waiting(ctx: Asker) -> list[Waiting]:
    """The queue, longest waiting first, with what is short of each."""
    requisitions = list(requisitions_waiting(ctx)[:MOST])
    lines = [line for each in requisitions for line in each.lines.all() if line.outstanding]
    held = dict(
        Reservation.objects.of(ctx)
        .filter(requisition_line__in=lines, quantity__gt=0)
        .order_by()
        .values_list("requisition_line_id", "quantity")
    )
    return [card_of(ctx, each, held) for each in requisitions]


def card_of(ctx: Asker, requisition: Requisition, held: dict[int, int]) -> Waiting:
    lines = [line for line in requisition.lines.all() if line.outstanding]
    short = [
        (line, line.outstanding - held.get(line.pk, 0))
        for line in lines
        if line.outstanding > held.get(line.pk, 0)
    ]
    return Waiting(requisition, lines, short, clock.minutes_between(requisition.wanted_at, ctx.now))


@dataclass
class Pick:
    """One stop on the way along the shelves."""

    line: RequisitionLine
    bin: str
    lots: list[tuple[Lot, int]]
    short: int

    @property
    def short_words(self) -> str:
        return f"缺 {self.short}"

    @property
    def ready(self) -> int:
        """Pieces that lie here for it."""
        return sum(pieces for _, pieces in self.lots)

    @property
    def shown(self) -> str:
        """The lots as the page keeps what it showed: `45:2,46:1`."""
        return ",".join(f"{lot.pk}:{pieces}" for lot, pieces in self.lots)


def pick_list(ctx: Asker, lines: Sequence[RequisitionLine]) -> list[Pick]:
    """What is still to be issued, in walking order, each with the lots that it will come from."""
    parts = {line.part_id for line in lines}
    bins = dict(StockCard.objects.of(ctx).filter(part__in=parts).values_list("part_id", "bin"))
    lots: dict[int, list[list[Any]]] = {}
    for lot in usable_lots(ctx, parts, ctx.today).order_by("part_id", "received_on", "pk"):
        lots.setdefault(lot.part_id, []).append([lot, lot.on_hand])
    free = free_for(ctx, lines, lots)
    stops = []
    for line in lines:
        wanted = min(line.outstanding, free[line.pk])
        taken = []
        for pair in lots.get(line.part_id, []):
            if here := min(pair[1], wanted):
                taken.append((pair[0], here))
                pair[1] -= here
                wanted -= here
        ready = sum(pieces for _, pieces in taken)
        stops.append(Pick(line, bins.get(line.part_id, ""), taken, line.outstanding - ready))
    return sorted(stops, key=lambda stop: (stop.bin, stop.line.pk))


def free_for(
    ctx: Asker, lines: Sequence[RequisitionLine], lots: dict[int, list[list[Any]]]
) -> dict[int, int]:
    """Pieces that each line may take: what lies there less what is held back for others."""
    mine = {line.pk for line in lines}
    others: Counter[int] = Counter()
    held = Reservation.objects.of(ctx).filter(card__part__in=lots, quantity__gt=0).order_by()
    for part_id, line_id, quantity in held.values_list("card__part_id", "requisition_line_id", "quantity"):
        if line_id not in mine:
            others[part_id] += quantity
    here = {part_id: sum(pair[1] for pair in pairs) for part_id, pairs in lots.items()}
    return {line.pk: max(0, here.get(line.part_id, 0) - others[line.part_id]) for line in lines}


@dataclass(frozen=True)
class Pace:
    """How the window did today."""

    slips: int
    median: int
    longest: int


def pace_today(ctx: Asker) -> Pace:
    """Minutes from request to hand, of today's slips (PTK-09)."""
    start, end = clock.day_bounds(ctx.today)
    rows = IssueSlip.objects.of(ctx).filter(issued_at__gte=start, issued_at__lt=end).order_by()
    minutes = [
        clock.minutes_between(wanted, issued)
        for wanted, issued in rows.values_list("requisition__wanted_at", "issued_at")
    ]
    if not minutes:
        return Pace(0, 0, 0)
    return Pace(len(minutes), int(statistics.median(minutes)), max(minutes))


@dataclass(frozen=True)
class Cutoff:
    """Until when today's order reaches a supplier."""

    supplier: Supplier
    at: datetime
    left: int


def cutoffs(ctx: Asker) -> list[Cutoff]:
    """Suppliers whose orders close today, the nearest first; what is past is left out."""
    found = []
    for supplier in Supplier.objects.of(ctx).filter(approved=True, cutoff__isnull=False):
        at = clock.instant(ctx.today, supplier.cutoff)
        if at > ctx.now:
            found.append(Cutoff(supplier, at, clock.minutes_between(ctx.now, at)))
    return sorted(found, key=lambda each: (each.at, each.supplier.code))[:4]


def receipts_today(ctx: Asker) -> list[Receipt]:
    """What was booked in today."""
    start, _ = clock.day_bounds(ctx.today)
    rows = Receipt.objects.of(ctx).filter(received_at__gte=start)
    return list(rows.select_related("supplier").prefetch_related("lots")[:5])


@dataclass
class Box:
    """A booking for which parts are held back."""

    text: str
    wanted_on: Any
    parts: list[str]
    pieces: int


def boxes_for(ctx: Asker, days: int = 1) -> list[Box]:
    """What is held back ahead until so many days from now, by booking (明天预约的箱)."""
    rows = Reservation.objects.of(ctx).filter(
        requisition_line__isnull=True,
        quantity__gt=0,
        wanted_on__gte=ctx.today,
        wanted_on__lte=ctx.today + timedelta(days=days),
    )
    boxes: dict[tuple[str, int], Box] = {}
    for each in rows.select_related("card__part").order_by("wanted_on", "pk"):
        key = (each.purpose_type, each.purpose_id)
        box = boxes.setdefault(key, Box(each.purpose_text, each.wanted_on, [], 0))
        box.parts.append(each.card.part.name)
        box.pieces += each.quantity
    return list(boxes.values())


def takers(ctx: Asker, also: Iterable[Person | None] = ()) -> list[Person]:
    """Who may fetch parts today, whoever asked for them first."""
    at_work = on_duty(ctx)
    found = {person.pk: person for person in also if person}
    for role in TAKERS:
        found.update({person.pk: person for person in at_work[role]})
    return list(found.values())


def unsigned_slips(ctx: Asker) -> list[IssueSlip]:
    """What this person took without giving his PIN (PROC-W-10)."""
    return list(unsigned(ctx).select_related("requisition")[:SLIPS])


def unsigned(ctx: Asker) -> Any:
    return IssueSlip.objects.of(ctx).filter(taker=ctx.person_id, signed_at__isnull=True)


def came_back(ctx: Asker, slip: IssueSlip) -> list[Movement]:
    """What of this hand-over came back since."""
    rows = Movement.objects.of(ctx).filter(returns__slip=slip).select_related("requisition_line__part", "lot")
    return list(rows.order_by("at", "pk"))
