"""The papers of the window: what is still to be signed, and each hand-over as its taker signed it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.action import Act, Context
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.papers import PaperKind, paper_kind
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.customers.sights import sees_prices
from zhangdian.people.organization.models import Person, Store
from zhangdian.resources.parts import stock
from zhangdian.resources.parts.models import (
    IssueSlip,
    Lot,
    Movement,
    PartPrice,
    Requisition,
    RequisitionLine,
)
from zhangdian.resources.parts.queries import Asker, prices_on, usable_lots
from zhangdian.resources.parts.window.queries import Pick, pick_list


@paper_kind("LL", "领料单")
def REQUISITION(ctx: Any, requisition: Requisition) -> str:
    """Lines in walking order, what was issued on which slip, and who signed for it."""
    lines = list(requisition.lines.all())
    mine = Movement.objects.of(ctx).filter(requisition_line__in=lines)
    moved: list[Movement] = list(mine.select_related("lot").order_by("at", "pk"))
    facts = {
        "rows": rows_of(ctx, lines, moved),
        "returns": [each for each in moved if each.kind == Movement.Kind.RETURN],
        "requisition": requisition,
        "store": Store.objects.get(pk=requisition.store_id),
        "slips": requisition.slips.select_related("keeper", "taker"),
        "priced": sees_prices(ctx),
    }
    return render_to_string("parts/paper/requisition.html", facts)


@dataclass(frozen=True)
class Row:
    """A part of the requisition: where it lies, what it is sold for, from which lots it came or will come."""

    stop: Pick
    price: Decimal | None
    lots: str


def rows_of(ctx: Any, lines: list[RequisitionLine], moved: list[Movement]) -> list[Row]:
    """In walking order; lots of what was issued, and of what is still to be."""
    taken: dict[int, list[str]] = {}
    for each in moved:
        if each.kind == Movement.Kind.ISSUE and each.requisition_line_id:
            taken.setdefault(each.requisition_line_id, []).append(str(each.lot))
    prices = prices_on(ctx, [line.part for line in lines], ctx.today)
    rows = []
    for stop in pick_list(ctx, lines):
        waiting = [str(lot) for lot, _ in stop.lots]
        lots = "、".join(dict.fromkeys([*taken.get(stop.line.pk, ()), *waiting]))
        price = prices.get(stop.line.part_id)
        rows.append(Row(stop, price_of(stop.line, price) if price else None, lots))
    return rows


def price_of(line: RequisitionLine, price: PartPrice) -> Decimal:
    """The manufacturer pays the warranty price, all others the retail price."""
    by_maker = line.payer == RequisitionLine.Payer.MANUFACTURER
    return Decimal(price.warranty if by_maker else price.retail)


# ---- one hand-over, as it is signed ---------------------------------------------------------------


@dataclass(frozen=True)
class FromLot:
    """So many pieces for a line of the requisition, out of this lot."""

    line: int
    lot: int
    quantity: int


@dataclass(frozen=True)
class Sheet:
    """What a taker signs: the page as it was drawn before the act, and what stands on it."""

    page: str
    pieces: Sequence[FromLot]


Pieces = Sequence[tuple[RequisitionLine, Lot, int]]


@paper_kind("CK", "领料单", numbered_by_record=True)
def SLIP(ctx: Any, slip: IssueSlip) -> str:
    """A hand-over from its own records: from which lots and bins, who pays, who gave it and who took it."""
    moved = slip.movements.select_related("lot__card", "requisition_line__part").order_by("pk")
    pieces = [(each.requisition_line, each.lot, -each.quantity) for each in moved]
    return slip_page(slip.requisition, pieces, slip.keeper, slip.taker)


def slip_page(requisition: Requisition, pieces: Pieces, keeper: Any, taker: Any) -> str:
    """No sums: it is read at the window and in the workshop."""
    facts = {"requisition": requisition, "pieces": in_walking_order(pieces), "keeper": keeper, "taker": taker}
    return render_to_string("parts/paper/slip.html", facts)


def in_walking_order(pieces: Pieces) -> Pieces:
    return sorted(pieces, key=lambda each: (each[1].card.bin, each[0].pk, each[1].received_on, each[1].pk))


def sheet(ctx: Context, requisition: Requisition, wanted: Mapping[int, int], taker: int) -> Sheet:
    """The sheet for so many pieces of each line, from the oldest lots as they lie now."""
    lines = {line.pk: line for line in requisition.at_hand("lines")}
    mine = {lines[key]: quantity for key, quantity in wanted.items() if key in lines}
    lots = _lots_lying(ctx, {line.part_id for line in mine}, ctx.today)
    given = stock.poured(mine, lots, {})
    pieces = [(line, lot, here) for line, lot, here in given if isinstance(line, RequisitionLine)]
    return drawn(ctx, requisition, pieces, taker)


def sheet_as_seen(ctx: Context, requisition: Requisition, seen: Sequence[FromLot], taker: int) -> Sheet:
    """The sheet of what the window showed."""
    lines = {line.pk: line for line in requisition.at_hand("lines")}
    lots = {lot.pk: lot for lot in _lots(ctx, {each.lot for each in seen})}
    shown = [each for each in seen if each.line in lines and each.lot in lots]
    pieces = [(lines[each.line], lots[each.lot], each.quantity) for each in shown]
    return drawn(ctx, requisition, pieces, taker)


def drawn(ctx: Context, requisition: Requisition, pieces: Pieces, taker: int) -> Sheet:
    people = {person.pk: person for person in _people({ctx.person_id or 0, taker})}
    keeper, takes = people.get(ctx.person_id or 0), people.get(taker)
    kind = PaperKind(SLIP.code, SLIP.label, lambda _, of: slip_page(of, pieces, keeper, takes))
    page = papers.render(ctx, kind, requisition)
    return Sheet(page, [FromLot(line.pk, lot.pk, quantity) for line, lot, quantity in pieces])


@worded
def _lots_lying(ctx: Asker, parts: Iterable[int], day: date) -> Any:
    return usable_lots(ctx, parts, day).select_related("card").order_by("part_id", "received_on", "pk")


@worded
def _lots(ctx: Asker, keys: Iterable[int]) -> Any:
    return Lot.objects.of(ctx).filter(pk__in=keys).select_related("card")


@worded
def _people(keys: Iterable[int]) -> Any:
    return Person.objects.filter(pk__in=keys)


def sign(ctx: Act, slip: IssueSlip, signed: Sheet, taken: Sequence[Movement]) -> None:
    """The taker's digits stand for the pieces that he took; the sheet says out of which lots they came.

    Where another window was quicker the books name the next lot, and the sheet is drawn anew
    (docs/decisions/0012); pieces out of a lot that is closed by now stay here.
    """
    left = {(each.requisition_line_id, each.lot_id): -each.quantity for each in taken}
    shown: dict[tuple[int | None, int], int] = {
        (each.line, each.lot): each.quantity for each in signed.pieces
    }
    page = signed.page
    if left != shown:
        lots, parts = {lot for _, lot in shown}, {each.lot.part_id for each in taken}
        if _by_line(left) != _by_line(shown) or _closed(ctx, lots, parts):
            raise Refusal("这些批次刚刚有人动过：请看一眼现在从哪一批发，再请领料人输一次口令")
        page = papers.render(ctx.ctx, SLIP, slip)
        ctx.notes["other_lots"] = True
    papers.freeze(ctx, SLIP, slip, page, means=Means.DESK, numbers=slip)


def _by_line(pieces: Mapping[tuple[int | None, int], int]) -> Counter[int | None]:
    counted: Counter[int | None] = Counter()
    for (line, _), quantity in pieces.items():
        counted[line] += quantity
    return counted


def _closed(ctx: Act, lots: Iterable[int], parts: Iterable[int]) -> bool:
    """Whether one of these lots still lies there and may not be issued any more: blocked, or expired."""
    lying = Lot.objects.of(ctx).filter(pk__in=lots, on_hand__gt=0)
    return lying.exclude(pk__in=usable_lots(ctx, parts, ctx.today)).exists()
