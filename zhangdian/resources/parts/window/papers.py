"""The papers of the window, drawn from its records."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel.papers import paper_kind
from zhangdian.people.organization.models import Store
from zhangdian.resources.parts.models import Movement, PartPrice, Requisition, RequisitionLine
from zhangdian.resources.parts.queries import prices_on
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
