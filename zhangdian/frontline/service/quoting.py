"""What operations would cost on this car: labour, kit, the price for who pays, and what is on the shelf."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.money import ZERO, line_amount
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service.models import KitPart, LabourOperation, Payer
from zhangdian.people.customers.models import Vehicle
from zhangdian.resources.parts import queries as parts_queries
from zhangdian.resources.parts.models import Part

MOST = 8
"""Operations that a list shows while somebody types."""
LATELY = 400
"""Lines of the store that say what is common now."""


@dataclass
class Quote:
    """One operation on one car, with all taxes (yuan)."""

    operation: LabourOperation
    parts: list[tuple[Part, int, Decimal]] = field(default_factory=list)
    short: bool = False
    lead_days: int = 0
    unpriced: str = ""
    """A part of the kit that has no price yet: the operation cannot be put on an order."""

    @property
    def total(self) -> Decimal:
        return sum((amount for _, _, amount in self.parts), ZERO + self.operation.price)


def in_force(ctx: Any) -> Any:
    """The labour catalogue of today."""
    rows = LabourOperation.objects.of(ctx).filter(since__lte=ctx.today)
    return rows.filter(Q(until=None) | Q(until__gte=ctx.today))


def fits(operation: LabourOperation, vehicle: Vehicle) -> bool:
    """Whether the operation is one for this car's kind of energy; an unknown car takes all."""
    kinds = {kind.strip() for kind in operation.energies.split(",") if kind.strip()} - {"ALL"}
    return not kinds or vehicle.model is None or vehicle.model.energy in kinds


def newest(operations: Iterable[LabourOperation]) -> list[LabourOperation]:
    """One row of the catalogue for each code: the one that holds since last."""
    by_code: dict[str, LabourOperation] = {}
    for each in operations:
        if each.code not in by_code or by_code[each.code].since < each.since:
            by_code[each.code] = each
    return list(by_code.values())


def named(ctx: Any, codes: Iterable[str], vehicle: Vehicle) -> dict[str, LabourOperation]:
    """Operations of these codes that fit the car."""
    rows = newest(in_force(ctx).filter(code__in=set(codes)))
    return {each.code: each for each in rows if fits(each, vehicle)}


def find(ctx: Any, text: str, vehicle: Vehicle) -> list[LabourOperation]:
    """By code, by a piece of the name, or by the initials of one; the best eight."""
    typed = text.strip()[:30]
    if not typed:
        return []
    low = typed.lower()
    rows = in_force(ctx).filter(
        Q(code__istartswith=typed) | Q(name__icontains=typed) | Q(initials__contains=low)
    )
    found = [each for each in newest(rows[:60]) if fits(each, vehicle)]
    found.sort(key=lambda each: (each.code.lower() != low, not each.initials.startswith(low), each.code))
    return found[:MOST]


@worded
def _kits_of(operations: Iterable[int]) -> Any:
    return KitPart.objects.filter(operation__in=operations).select_related("part").order_by("pk")


def quotes(
    ctx: Any, vehicle: Vehicle, operations: Sequence[LabourOperation], payer: str = Payer.CUSTOMER
) -> dict[int, Quote]:
    """By the key of the operation; four queries however many."""
    made = {each.pk: Quote(each) for each in operations}
    if not made:
        return made
    model = vehicle.model
    keys = {model.code, model.energy, "ALL"} if model else {"ALL"}
    kits: dict[int, list[KitPart]] = defaultdict(list)
    for row in _kits_of(made):
        if not row.fits or keys.intersection(each.strip() for each in row.fits.split(",")):
            kits[row.operation_id].append(row)
    needed = {row.part for kit in kits.values() for row in kit}
    prices = parts_queries.prices_on(ctx, [part.pk for part in needed], ctx.today)
    stock = parts_queries.availability(ctx, dict.fromkeys(needed, 1)) if needed else {}
    for key, kit in kits.items():
        quote, wanted = made[key], Counter[Part]()
        for row in kit:
            wanted[row.part] += row.quantity
        for part, quantity in wanted.items():
            if (price := prices.get(part.pk)) is None:
                quote.unpriced = part.name
                continue
            unit = price.warranty if payer == Payer.MANUFACTURER else price.retail
            quote.parts.append((part, quantity, line_amount(quantity, unit)))
            if stock[part].free < quantity:
                quote.short, quote.lead_days = True, max(quote.lead_days, part.lead_days)
    return made
