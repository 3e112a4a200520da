"""One part as the store has it: place, lots, who holds it back, what moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhangdian.people.customers.models import Energy, VehicleModel
from zhangdian.resources.parts.models import (
    Lot,
    Movement,
    Part,
    PartPrice,
    RequisitionLine,
    Reservation,
    StockCard,
)
from zhangdian.resources.parts.queries import Asker, lines_waiting_for, prices_on


@dataclass
class Shelf:
    """A part with all that lies and moved of it in this store."""

    part: Part
    card: StockCard | None
    price: PartPrice | None
    prices: Sequence[PartPrice]
    lots: Sequence[Lot]
    held: Sequence[Reservation]
    waiting: Sequence[RequisitionLine]
    movements: Sequence[Movement]
    fits: str

    @property
    def lying(self) -> int:
        return sum(lot.on_hand for lot in self.lots)

    @property
    def reserved(self) -> int:
        return sum(each.quantity for each in self.held)

    @property
    def free(self) -> int:
        return max(0, self.lying - self.reserved)


def shelf(ctx: Asker, pk: Any) -> Shelf:
    """The part's page; a fixed number of queries whatever moved."""
    part = Part.objects.of(ctx).select_related("superseded_by").here(pk)
    card = StockCard.objects.of(ctx).filter(part=part).select_related("part").first()
    lots = Lot.objects.of(ctx).filter(part=part, on_hand__gt=0).select_related("supplier", "receipt")
    held = Reservation.objects.of(ctx).filter(card__part=part, quantity__gt=0)
    movements = Movement.objects.of(ctx).filter(lot__part=part).order_by("-at", "-pk")
    return Shelf(
        part,
        card,
        prices_on(ctx, [part], ctx.today).get(part.pk),
        list(PartPrice.objects.of(ctx).filter(part=part)[:6]),
        list(lots),
        list(held),
        list(lines_waiting_for(ctx, [part]).select_related("requisition", "part")[:20]),
        list(movements.select_related("lot", "slip", "requisition_line__requisition")[:40]),
        kinds_of_car(part.models_fit) or "、".join(map(str, models_named(ctx, part.models_fit))),
    )


def codes_in(models_fit: str) -> list[str]:
    return [code.strip() for code in models_fit.split(",") if code.strip()]


def kinds_of_car(models_fit: str) -> str:
    """全部车型, or what the cars burn that it fits; nothing where it fits single models."""
    codes = codes_in(models_fit)
    if codes == ["ALL"]:
        return "全部车型"
    return "、".join(str(Energy(code).label) for code in codes) if set(codes) <= set(Energy.values) else ""


def models_named(ctx: Asker, models_fit: str) -> Sequence[VehicleModel]:
    return list(VehicleModel.objects.of(ctx).filter(code__in=codes_in(models_fit)).order_by("code"))
