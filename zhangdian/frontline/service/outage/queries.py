"""What lies ready for when the system is down, and what of it is still to be entered."""

from dataclasses import dataclass
from typing import Any

from zhangdian.frontline.service.models import RepairOrder, SpareForm
from zhangdian.frontline.service.schedule import Booked, of_day
from zhangdian.resources.parts import queries as parts
from zhangdian.resources.parts.models import PartPrice, StockCard

MOVERS = 40
"""Parts that one sheet holds."""
SHOWN = 60


@dataclass(frozen=True)
class Mover:
    """A part that is asked for every day: where it lies, how many, at what price."""

    card: StockCard
    on_hand: int
    price: PartPrice | None


@dataclass(frozen=True)
class Pack:
    """What is printed in the morning: who is booked, which cars are here, what moves fast, blank forms."""

    booked: list[Booked]
    here: list[RepairOrder]
    movers: list[Mover]
    forms: list[SpareForm]


def out(ctx: Any) -> Any:
    """Forms whose number nobody has accounted for yet."""
    return SpareForm.objects.of(ctx).filter(state=SpareForm.State.OUT).select_related("printed_by")


def accounted(ctx: Any) -> Any:
    """The newest that were entered or voided."""
    rows = SpareForm.objects.of(ctx).exclude(state=SpareForm.State.OUT).select_related("order")
    return rows.order_by("-printed_at", "-pk")[:SHOWN]


def pack(ctx: Any) -> Pack:
    """As it stands now, in a few queries."""
    here = RepairOrder.objects.of(ctx).open().select_related("vehicle__model", "advisor")
    booked = sorted(of_day(ctx, ctx.today), key=lambda one: one.appointment.slot_at)
    return Pack(booked, list(here.order_by("promised_at", "pk")), movers(ctx), list(out(ctx)))


def movers(ctx: Any) -> list[Mover]:
    """Parts of class A that lie here, by their bin."""
    cards = StockCard.objects.of(ctx).filter(part__abc="A").exclude(bin="").select_related("part")
    listed = list(cards.order_by("bin", "pk")[:MOVERS])
    lying = parts.on_hand(ctx, [card.part for card in listed])
    prices = parts.prices_on(ctx, [card.part for card in listed], ctx.today)
    return [Mover(card, lying[card.part_id], prices.get(card.part_id)) for card in listed]
