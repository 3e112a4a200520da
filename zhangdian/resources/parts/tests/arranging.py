"""What tests of parts begin with: a part on the shelf, a requisition, a signature, all by real actions."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.sight import opened
from zhangdian.resources.parts import actions
from zhangdian.resources.parts.models import Lot, Part, Requisition, RequisitionLine, StockCard, Supplier
from zhangdian.resources.parts.window import papers

_numbers = itertools.count(1)
SINCE = date(2026, 1, 1)


def a_part(
    shop: Shop,
    *lots: tuple[Any, ...],
    name: str = "试验滤芯",
    bin: str = "Z-01-1-1",
    retail: str = "100.00",
    shelf_life_months: int = 0,
    abc: str = "A",
    least: int = 0,
    store: Any = None,
    since: date = SINCE,
) -> Part:
    """A part of the catalogue; each lot is (pieces, unit cost, days old[, days until it expires])."""
    number = f"T{next(_numbers):04}-X"
    row = actions.CatalogueRow(
        number, name, "个", "试验件", abc, "", 1, 3, shelf_life_months, "", "ALL", "", "",
        Decimal(retail), Decimal("60.00"), Decimal("80.00"), bin, least, 10, 5,
    )  # fmt: skip
    by = store or shop.clock
    actions.load_catalogue(by, rows=[row], since=since)
    rows = [
        actions.OpeningRow(
            number,
            quantity,
            Decimal(cost),
            shop.today - timedelta(days=days),
            shop.today + timedelta(days=expires[0]) if expires else None,
        )
        for quantity, cost, days, *expires in lots
    ]
    if rows:
        actions.open_stock(by, rows=rows)
    part: Part = Part.objects.get(part_no=number)
    return part


def a_requisition(shop: Shop, *wanted: tuple[Part, int]) -> Requisition:
    """The workshop draws parts for itself."""
    use = actions.ask_for_internal_use(
        shop.workshop_supervisor,
        department="车间",
        why="试验",
        rows=[actions.WantedRow(part.pk, quantity) for part, quantity in wanted],
    ).subject
    requisition: Requisition = Requisition.objects.of(shop.clock).for_purpose(use).get()
    return requisition


def issue(shop: Shop, requisition: Requisition, *quantities: int, **more: Any) -> Any:
    """Issue to the technician, with his PIN on the sheet."""
    wanted = {line.pk: each for line, each in zip(lines_of(requisition), quantities, strict=False)}
    if "sheet" not in more:
        more["sheet"] = sheet(shop, requisition, *quantities)
    lines = [actions.IssueLine(*each) for each in wanted.items()]
    taker = shop.person("technician")
    return actions.issue_parts(shop.storekeeper, requisition, lines=lines, taker=taker, **more)


def sheet(shop: Shop, requisition: Requisition, *quantities: int) -> papers.Sheet:
    """What the technician signs for so many of each line."""
    wanted = {line.pk: each for line, each in zip(lines_of(requisition), quantities, strict=False)}
    taker = shop.person("technician").pk
    return papers.sheet(shop.storekeeper, requisition, wanted, taker)


def lines_of(requisition: Requisition) -> list[RequisitionLine]:
    return list(RequisitionLine.objects.filter(requisition=requisition).select_related("part"))


def lots_of(part: Part) -> list[tuple[int, Decimal]]:
    """Pieces and yuan left in each lot, oldest first."""
    return [(lot.on_hand, opened(lot.value_left)) for lot in Lot.objects.filter(part=part)]


def card_of(shop: Shop, part: Part) -> StockCard:
    card: StockCard = StockCard.objects.get(store=shop.store_id, part=part)
    return card


def supplier(code: str = "S01") -> Supplier:
    found: Supplier = Supplier.objects.get(code=code)
    return found


def ball(requisition: Requisition) -> tuple[str, str] | None:
    """Who is awaited for this requisition, and the sentence."""
    hold = Hold.objects.filter(
        source_type="parts.requisition", source_id=requisition.pk, lifted_at=None
    ).first()
    return (hold.holder, hold.why) if hold else None


def sign(who: Any, done: Any) -> Any:
    """Sign what waits for a signature."""
    assert done.waits_for_signature
    return sign_request(who, done.subject)
