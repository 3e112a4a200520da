"""The catalogue: part numbers, suppliers, prices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import queries
from zhangdian.resources.parts.models import (
    Part,
    PartPrice,
    StockCard,
    Supplier,
)


@dataclass(frozen=True)
class CatalogueRow:
    """One part with its price and, for this store, its place."""

    part_no: str
    name: str
    unit: str
    group: str
    abc: str
    kind: str
    pack_quantity: int
    lead_days: int
    shelf_life_months: int
    hazard: str
    models_fit: str
    note: str
    superseded_by: str
    retail: Decimal
    dealer: Decimal
    warranty: Decimal
    bin: str
    min_stock: int
    max_stock: int
    monthly_demand: int


@action("导入配件目录", by=[Role.PARTS_MANAGER], by_clock=True, chunk=True)
def load_catalogue(ctx: Act, *, rows: list[CatalogueRow], since: date) -> None:
    """Parts with prices and the store's cards; a number that is there already is left as it is."""
    there = {part.part_no_plain: part for part in Part.objects.of(ctx)}
    fresh = [row for row in rows if queries.plain_number(row.part_no) not in there]
    parts = Part.objects.add_many([part_from(ctx, row) for row in fresh])
    there.update({part.part_no_plain: part for part in parts})
    for part, row in zip(parts, fresh, strict=True):
        part.superseded_by = there.get(queries.plain_number(row.superseded_by))
    Part.objects.change_many(parts, ["superseded_by"])
    PartPrice.objects.add_many(
        PartPrice(
            part=there[queries.plain_number(row.part_no)],
            since=since,
            retail=row.retail,
            dealer=row.dealer,
            warranty=row.warranty,
        )
        for row in fresh
    )
    carded = set(StockCard.objects.of(ctx).values_list("part_id", flat=True))
    StockCard.objects.add_many(
        StockCard(
            store_id=ctx.store_id,
            part=part,
            bin=row.bin,
            min_stock=row.min_stock,
            max_stock=row.max_stock,
            monthly_demand=row.monthly_demand,
            acted_at=ctx.now,
        )
        for row in rows
        if (part := there[queries.plain_number(row.part_no)]).pk not in carded
    )


def part_from(ctx: Act, row: CatalogueRow) -> Part:
    return Part(
        part_no=row.part_no,
        part_no_plain=queries.plain_number(row.part_no),
        name=row.name,
        initials=queries.initials_of(row.name),
        unit=row.unit,
        group=row.group,
        abc=row.abc,
        kind=row.kind or Part.Kind.GENUINE,
        pack_quantity=row.pack_quantity,
        lead_days=row.lead_days,
        shelf_life_months=row.shelf_life_months,
        hazard=row.hazard,
        models_fit=row.models_fit,
        note=row.note,
        acted_at=ctx.now,
    )


@dataclass(frozen=True)
class SupplierRow:
    """A supplier of the store."""

    code: str
    name: str
    kind: str
    approved: bool
    part_kinds: str
    lead_days: Decimal
    cutoff: str
    order_days: str
    note: str


@action("导入供应商", by=[Role.PARTS_MANAGER], by_clock=True, chunk=True)
def load_suppliers(ctx: Act, *, rows: list[SupplierRow]) -> None:
    """Suppliers of the store; a code that is there already is left as it is."""
    there = set(Supplier.objects.of(ctx).values_list("code", flat=True))
    Supplier.objects.add_many(
        Supplier(
            store_id=ctx.store_id,
            code=row.code,
            name=row.name,
            kind=row.kind,
            approved=row.approved,
            part_kinds=row.part_kinds,
            lead_days=row.lead_days,
            cutoff=row.cutoff or None,
            order_days=row.order_days,
            note=row.note,
            acted_at=ctx.now,
        )
        for row in rows
        if row.code not in there
    )


@action("改价", by=[Role.PARTS_MANAGER], gates=[acts_on_own_device])
def set_price(
    ctx: Act, part: Part, *, since: date, retail: Decimal, dealer: Decimal, warranty: Decimal
) -> None:
    """A new price from a day on; papers already made keep theirs."""
    if since < ctx.today:
        raise Refusal("价格不能改到过去：已开的单据按当时的价格")
    PartPrice(part=part, since=since, retail=retail, dealer=dealer, warranty=warranty).save()
