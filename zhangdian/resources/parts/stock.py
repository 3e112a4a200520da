"""Stock: lots and movements. Every taker comes through here, locks the cards and counts under the lock."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.money import ZERO, line_amount, yuan
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import (
    IssueSlip,
    Lot,
    Movement,
    Part,
    Receipt,
    RequisitionLine,
    Reservation,
    StockCard,
    Supplier,
)
from zhangdian.resources.parts.queries import (
    Asker,
    Availability,
    availability,
    on_hand,
    prices_on,
    reserved,
    usable,
    usable_lots,
)

__all__ = ["Availability", "availability", "on_hand"]


Wanted = Mapping[Any, int]
"""Pieces by requisition line (an issue) or by part (anything else)."""


@dataclass(frozen=True)
class Incoming:
    """So many pieces of a part that come onto the shelf, at this cost."""

    part: Part
    quantity: int
    unit_cost: Decimal
    expires_on: date | None = None
    received_on: date | None = None
    blocked_because: str = ""


def lock_cards(ctx: Act, parts: Iterable[Part]) -> dict[int, StockCard]:
    """The one gate of all takers: the cards of these parts, locked in order of key, by key of the part."""
    return {card.part_id: card for card in _locked_cards(ctx, {part.pk for part in parts})}


@worded
def _locked_cards(ctx: Asker, parts: Iterable[int]) -> Any:
    cards = StockCard.objects.of(ctx).filter(part__in=parts)
    return cards.select_related("part").order_by("part_id").lock()


@worded
def _locked_reservations(ctx: Asker, cards: Iterable[int]) -> Any:
    return Reservation.objects.of(ctx).filter(card__in=cards, quantity__gt=0).order_by("pk").lock()


def cards_for(ctx: Act, parts: Iterable[Part]) -> dict[int, StockCard]:
    """The locked cards of these parts; a part that the store never had gets one."""
    listed = list(parts)
    cards = lock_cards(ctx, listed)
    for part in sorted({part.pk: part for part in listed}.values(), key=lambda part: part.pk):
        if part.pk not in cards:
            cards[part.pk] = StockCard(store_id=ctx.store_id, part=part, acted_at=ctx.now)
            cards[part.pk].save()
    return cards


# ---- in -------------------------------------------------------------------------------------------


def put_in(
    ctx: Act,
    incoming: Sequence[Incoming],
    *,
    source: Lot.Source,
    supplier: Supplier | None = None,
    receipt: Receipt | None = None,
    why: str = "",
) -> list[Lot]:
    """New lots on the shelf, each with its cost and the movement that brought it."""
    cards = cards_for(ctx, [each.part for each in incoming])
    lots = Lot.objects.add_many(
        [new_lot(ctx, cards[each.part.pk], each, source, supplier, receipt) for each in incoming]
    )
    kind = Movement.Kind.ADJUST if source is Lot.Source.FOUND else Movement.Kind.RECEIVE
    Movement.objects.add_many(
        [movement(ctx, lot, kind, lot.received, opened(lot.value_received), why=why) for lot in lots]
    )
    return lots


def new_lot(
    ctx: Act, card: StockCard, each: Incoming, source: Lot.Source, supplier: Any, receipt: Any
) -> Lot:
    if each.quantity <= 0 or each.unit_cost < 0:
        raise Refusal(f"{each.part}：入库数量至少是 1，单价不能是负数")
    value = line_amount(each.quantity, each.unit_cost)
    return Lot(
        store_id=ctx.store_id,
        card=card,
        part=each.part,
        receipt=receipt,
        source=source,
        supplier=supplier,
        received_on=each.received_on or ctx.today,
        expires_on=each.expires_on,
        received=each.quantity,
        on_hand=each.quantity,
        unit_cost=each.unit_cost,
        value_received=value,
        value_left=value,
        blocked_because=each.blocked_because,
    )


def movement(ctx: Act, lot: Lot, kind: Movement.Kind, quantity: int, value: Decimal, **more: Any) -> Movement:
    return Movement(
        store_id=ctx.store_id, lot=lot, kind=kind, quantity=quantity, value=value, at=ctx.now, **more
    )


# ---- out ------------------------------------------------------------------------------------------


def take_oldest_first(
    ctx: Act,
    wanted: Wanted,
    *,
    kind: Movement.Kind = Movement.Kind.ISSUE,
    slip: IssueSlip | None = None,
    chosen: Wanted | None = None,
    why: str = "",
) -> list[Movement]:
    """Take from the oldest lots, all or nothing; all parts in one call, so that everybody locks in one order.

    `chosen` names a lot for a line whose pieces must not come from the oldest.
    """
    wanted = {key: quantity for key, quantity in wanted.items() if quantity}
    parts = {part_of(key).pk: part_of(key) for key in wanted}
    cards = lock_cards(ctx, parts.values())
    held = _locked_reservations(ctx, [card.pk for card in cards.values()])
    lots = lots_to_take_from(ctx, cards, kind)
    refuse_shortage(ctx, wanted, parts, lots, held)
    taken = [
        move_out(ctx, lot, quantity, key, kind, slip, why)
        for key, lot, quantity in spread(wanted, lots, chosen or {})
    ]
    Lot.objects.change_many({each.lot.pk: each.lot for each in taken}.values(), ["on_hand", "value_left"])
    Movement.objects.add_many(taken)
    use_reservations(wanted, held, cards)
    return taken


def part_of(key: RequisitionLine | Part) -> Part:
    return key.part if isinstance(key, RequisitionLine) else key


def lots_to_take_from(ctx: Act, cards: Mapping[int, StockCard], kind: Movement.Kind) -> list[Lot]:
    """Oldest first. What is expired or blocked may leave as scrap or to the supplier, never to a car."""
    lots = _locked_lots(ctx, cards, ctx.today if kind is Movement.Kind.ISSUE else None)
    for lot in lots:
        lot.card, lot.part = cards[lot.part_id], cards[lot.part_id].part
    return lots


@worded
def _locked_lots(ctx: Asker, parts: Iterable[int], usable_on: date | None) -> Any:
    if usable_on:
        rows = usable_lots(ctx, parts, usable_on)
    else:
        rows = Lot.objects.of(ctx).filter(part__in=parts, on_hand__gt=0)
    return rows.order_by("part_id", "received_on", "pk").lock()


def refuse_shortage(
    ctx: Act,
    wanted: Wanted,
    parts: Mapping[int, Part],
    lots: Sequence[Lot],
    held: Sequence[Reservation],
) -> None:
    """What lies here and is not held back for others must cover all that is wanted."""
    mine = {key.pk for key in wanted if isinstance(key, RequisitionLine)}
    asked: Counter[int] = Counter()
    for key, quantity in wanted.items():
        if quantity < 0:
            raise Refusal("数量不能是负数")
        asked[part_of(key).pk] += quantity
    here: Counter[int] = Counter()
    for lot in lots:
        here[lot.part_id] += lot.on_hand
    others: Counter[int] = Counter()
    part_of_card = {lot.card_id: lot.part_id for lot in lots}
    for each in held:
        if each.requisition_line_id not in mine and each.card_id in part_of_card:
            others[part_of_card[each.card_id]] += each.quantity
    free = {part_id: max(0, here[part_id] - others[part_id]) for part_id in asked}
    short = {part_id: quantity for part_id, quantity in asked.items() if quantity > free[part_id]}
    if not short:
        return
    lying = on_hand(ctx, short)
    sentences = []
    for part_id, quantity in short.items():
        sentence = f"{parts[part_id]} 缺 {quantity - free[part_id]} {parts[part_id].unit}"
        if others[part_id]:
            sentence += f"(在库 {here[part_id]}，已为别人预留 {others[part_id]})"
        elif lying[part_id] > here[part_id]:
            sentence += f"(另有 {lying[part_id] - here[part_id]} {parts[part_id].unit}已过期或封存，不能发)"
        sentences.append(sentence)
    if sentences:
        who = str(Role.PARTS_PLANNER.label)
        raise Refusal(
            "；".join(sentences) + f"。请按“缺料”告诉领料人，由{who}订货或从他店调拨",
            [Missing(sentence, who, "parts.report_shortage") for sentence in sentences],
        )


def spread(
    wanted: Wanted,
    lots: Sequence[Lot],
    chosen: Wanted,
) -> list[tuple[RequisitionLine | Part, Lot, int]]:
    """Which lot gives how many pieces to whom, all that is wanted or nothing."""
    result = poured(wanted, lots, chosen)
    given: Counter[Any] = Counter()
    for key, _, quantity in result:
        given[key] += quantity
    for key, quantity in wanted.items():
        if short := quantity - given[key]:
            raise Refusal(f"{part_of(key)}：选定的批次只够一部分，还缺 {short}；请改从最早的批次发")
    return result


def poured(
    wanted: Wanted, lots: Sequence[Lot], chosen: Wanted
) -> list[tuple[RequisitionLine | Part, Lot, int]]:
    """What these lots, the oldest first, can give of it; a chosen lot is served before the oldest."""
    left = {lot.pk: lot.on_hand for lot in lots}
    result = []
    for key, quantity in sorted(wanted.items(), key=lambda pair: pair[0] not in chosen):
        mine = [lot for lot in lots if lot.part_id == part_of(key).pk and chosen.get(key, lot.pk) == lot.pk]
        for lot in mine:
            if here := min(left[lot.pk], quantity):
                result.append((key, lot, here))
                left[lot.pk] -= here
                quantity -= here
    return result


def move_out(
    ctx: Act,
    lot: Lot,
    quantity: int,
    key: RequisitionLine | Part,
    kind: Movement.Kind,
    slip: IssueSlip | None,
    why: str,
) -> Movement:
    """Pieces leave a lot with their share of its value; the last piece takes the rest."""
    left = opened(lot.value_left)
    cost = left if quantity == lot.on_hand else yuan(left * quantity / lot.on_hand)
    lot.on_hand -= quantity
    lot.value_left = left - cost
    line = key if isinstance(key, RequisitionLine) else None
    return movement(ctx, lot, kind, -quantity, -cost, requisition_line=line, slip=slip, why=why)


def bring_back(ctx: Act, coming: Mapping[RequisitionLine, int], why: str) -> list[Movement]:
    """Pieces come back into the lots from which they were issued, at the cost at which they left."""
    cards = lock_cards(ctx, [line.part for line in coming])
    issues = list(
        Movement.objects.of(ctx)
        .filter(requisition_line__in=coming, kind=Movement.Kind.ISSUE)
        .prefetch_related("returned_by")
        .order_by("-at", "-pk")
    )
    lots = {lot.pk: lot for lot in Lot.objects.of(ctx).filter(pk__in={issue.lot_id for issue in issues})}
    back = []
    for line, quantity in coming.items():
        for issue in (each for each in issues if each.requisition_line_id == line.pk):
            came = sum(each.quantity for each in issue.returned_by.all())
            if here := min(quantity, -issue.quantity - came):
                lot = lots[issue.lot_id]
                lot.card = cards[lot.part_id]
                back.append(move_back(ctx, lot, issue, line, here, came, why))
                quantity -= here
        if quantity:
            raise Refusal(f"{line.part} 没有发出这么多，多退了 {quantity} {line.part.unit}：请核对领料单")
    Lot.objects.change_many(lots.values(), ["on_hand", "value_left"])
    return Movement.objects.add_many(back)


def move_back(
    ctx: Act, lot: Lot, issue: Movement, line: RequisitionLine, quantity: int, came: int, why: str
) -> Movement:
    value = value_coming_back(issue, quantity, came)
    lot.on_hand += quantity
    lot.value_left = opened(lot.value_left) + value
    return movement(
        ctx, lot, Movement.Kind.RETURN, quantity, value, requisition_line=line, returns=issue, why=why
    )


def value_coming_back(issue: Movement, quantity: int, came: int) -> Decimal:
    """The cost of the issue, piece by piece; the last piece to come back takes the rest."""
    cost = -opened(issue.value)
    given = sum((opened(each.value) for each in issue.returned_by.all()), ZERO)
    if quantity + came == -issue.quantity:
        return Decimal(cost - given)
    return yuan((cost - given) * quantity / (-issue.quantity - came))


# ---- held back ------------------------------------------------------------------------------------


def free_now(ctx: Act, cards: Mapping[int, StockCard]) -> Counter[int]:
    """Pieces nobody else has a claim on, by key of the part; read under the cards' lock."""
    there = usable(ctx, cards, ctx.today)
    there.subtract(reserved(ctx, cards))
    return there


def reserve_lines(ctx: Act, lines: Sequence[RequisitionLine], *, new: bool = False) -> dict[int, int]:
    """Hold back what is free for these lines; returns the pieces held by key of the line.

    For lines that this act wrote nothing is held back yet.
    """
    cards = lock_cards(ctx, [line.part for line in lines])
    free = free_now(ctx, cards)
    earlier = () if new else _reservations_for(ctx, {line.pk for line in lines})
    held = {each.requisition_line_id: each for each in earlier}
    fresh, more = [], []
    for line in lines:
        kept = held.get(line.pk)
        short = line.outstanding - (kept.quantity if kept else 0)
        if (gets := min(short, max(0, free[line.part_id]))) <= 0:
            continue
        free[line.part_id] -= gets
        if kept:
            kept.card = cards[line.part_id]
            kept.quantity, kept.released_at, kept.released_because = kept.quantity + gets, None, ""
            more.append(kept)
        else:
            held[line.pk] = reservation(ctx, cards[line.part_id], gets, line.requisition, line)
            fresh.append(held[line.pk])
    Reservation.objects.add_many(fresh)
    Reservation.objects.change_many(more, ["quantity", "released_at", "released_because"])
    return {line.pk: held[line.pk].quantity if line.pk in held else 0 for line in lines}


@worded
def _reservations_for(ctx: Asker, lines: Iterable[int]) -> Any:
    return Reservation.objects.of(ctx).filter(requisition_line__in=lines)


def reservation(
    ctx: Act, card: StockCard, quantity: int, purpose: Any, line: RequisitionLine | None, **more: Any
) -> Reservation:
    requested = line is not None
    return Reservation(
        store_id=ctx.store_id,
        card=card,
        requisition_line=line,
        purpose_type=purpose.purpose_type if requested else purpose._meta.label_lower,
        purpose_id=purpose.purpose_id if requested else purpose.pk,
        purpose_text=more.pop("text", None) or purpose.purpose_text,
        quantity=quantity,
        reserved_at=ctx.now,
        **more,
    )


def reserve_ahead(
    ctx: Act, wanted: Mapping[Part, int], *, purpose: Any, text: str, wanted_on: date
) -> dict[Part, int]:
    """Hold back parts for a booking; returns what is short (nothing when all is there)."""
    cards = lock_cards(ctx, wanted)
    free = free_now(ctx, cards)
    Reservation.objects.add_many(
        reservation(ctx, cards[part.pk], gets, purpose, None, text=text, wanted_on=wanted_on)
        for part, quantity in wanted.items()
        if (gets := min(quantity, max(0, free[part.pk])))
    )
    return {
        part: quantity - max(0, free[part.pk])
        for part, quantity in wanted.items()
        if quantity > max(0, free[part.pk])
    }


def let_go(ctx: Act, reservations: Iterable[Reservation], why: str) -> None:
    """End reservations; the pieces are free for others."""
    listed = list(reservations)
    cards = {card.pk: card for card in lock_cards(ctx, [each.card.part for each in listed]).values()}
    for each in listed:
        each.card = cards[each.card_id]
        each.quantity, each.released_at, each.released_because = 0, ctx.now, why
    Reservation.objects.change_many(listed, ["quantity", "released_at", "released_because"])


def let_go_for(ctx: Act, purpose: Any, why: str) -> None:
    """End what was held back ahead for a booking (it came, or it was cancelled)."""
    rows = Reservation.objects.of(ctx).filter(
        purpose_type=purpose._meta.label_lower,
        purpose_id=purpose.pk,
        requisition_line__isnull=True,
        quantity__gt=0,
    )
    let_go(ctx, rows.select_related("card__part"), why)


def give_up_reservations(ctx: Act, cards: Mapping[int, StockCard], missing: Mapping[int, int]) -> None:
    """Pieces are gone: the youngest reservations give way until the rest is covered."""
    lying = on_hand(ctx, missing)
    held = Reservation.objects.of(ctx).filter(
        card__in=[cards[key] for key in missing if key in cards], quantity__gt=0
    )
    listed = list(held.order_by("-reserved_at", "-pk"))
    part_of_card = {card.pk: key for key, card in cards.items()}
    over: Counter[int] = Counter()
    for each in listed:
        over[part_of_card[each.card_id]] += each.quantity
    for key, quantity in missing.items():
        over[key] -= lying[key] - quantity
    given_up = []
    for each in listed:
        key = part_of_card[each.card_id]
        if gives := min(max(over[key], 0), each.quantity):
            each.card = cards[key]
            each.quantity -= gives
            over[key] -= gives
            given_up.append(each)
    Reservation.objects.change_many(given_up, ["quantity"])


def use_reservations(wanted: Wanted, held: Sequence[Reservation], cards: Mapping[int, StockCard]) -> None:
    """What was taken for a line is no longer held back for it."""
    by_line = {each.requisition_line_id: each for each in held if each.requisition_line_id}
    used = []
    for key, quantity in wanted.items():
        if isinstance(key, RequisitionLine) and (mine := by_line.get(key.pk)):
            mine.card = cards[key.part_id]
            mine.quantity -= min(mine.quantity, quantity)
            used.append(mine)
    Reservation.objects.change_many(used, ["quantity"])


@worded
def _newest_lot(ctx: Act, part: int) -> Any:
    return Lot.objects.of(ctx).filter(part=part).order_by("-received_on", "-pk")[:1]


def cost_of(ctx: Act, part: Part) -> Decimal:
    """What a piece costs when nobody says: as the newest lot, else the dealer's price."""
    for newest in _newest_lot(ctx, part.pk):
        return Decimal(opened(newest.unit_cost))
    price = prices_on(ctx, [part], ctx.today).get(part.pk)
    if price is None:
        raise Refusal(f"{part} 还没有价格：请配件计划员先录入经销商价")
    return Decimal(opened(price.dealer))
