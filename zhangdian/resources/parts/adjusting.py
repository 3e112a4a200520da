"""Adjusting: the book follows the shelf, and who must sign for it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import requisitions, stock
from zhangdian.resources.parts.models import Lot, Movement, Part
from zhangdian.resources.parts.queries import on_hand

LINE_ALONE = Decimal("50.00")
COUNT_ALONE = Decimal("500.00")
"""Yuan a line, and a count, below which the parts manager signs alone (store_truth.md §2, PTM-15)."""


def signers(ctx: Act, worth: Iterable[Decimal]) -> tuple[str, ...]:
    """Who must sign for differences of this worth, besides whoever asks."""
    sizes = [abs(each) for each in worth]
    together = any(each >= LINE_ALONE for each in sizes) or sum(sizes) >= COUNT_ALONE
    roles = (Role.PARTS_MANAGER, Role.FINANCE_MANAGER) if together else (Role.PARTS_MANAGER,)
    return tuple(role for role in roles if role not in ctx.roles)


def take_out(ctx: Act, lot: Lot, quantity: int, kind: Movement.Kind, why: str) -> Movement:
    """Pieces of this very lot leave the shelf, whoever waits for the part; those are told anew."""
    if not 0 < quantity <= lot.on_hand:
        raise Refusal(f"这个批次在库 {lot.on_hand} {lot.part.unit}：数量要在 1 到 {lot.on_hand} 之间")
    cards = stock.lock_cards(ctx, [lot.part])
    stock.give_up_reservations(ctx, cards, {lot.part_id: quantity})
    [moved] = stock.take_oldest_first(
        ctx, {lot.part: quantity}, kind=kind, chosen={lot.part: lot.pk}, why=why
    )
    requisitions.serve_waiting(ctx, [lot.part])
    return moved


def post_differences(
    ctx: Act, differences: Mapping[Part, int], why: str, unit_cost: Decimal | None = None
) -> None:
    """Movements of what was found and what is missing; those who wait are told anew."""
    differences = {part: quantity for part, quantity in differences.items() if quantity}
    cards = stock.cards_for(ctx, differences)
    missing = {part: -quantity for part, quantity in differences.items() if quantity < 0}
    lying = on_hand(ctx, missing)
    if gone := [part for part, quantity in missing.items() if quantity > lying[part.pk]]:
        raise Refusal(f"{'、'.join(map(str, gone))} 账上没有这么多：盘亏不能超过账面")
    stock.give_up_reservations(ctx, cards, {part.pk: quantity for part, quantity in missing.items()})
    stock.take_oldest_first(ctx, missing, kind=Movement.Kind.ADJUST, why=why)
    found = [
        stock.Incoming(part, quantity, stock.cost_of(ctx, part) if unit_cost is None else unit_cost)
        for part, quantity in differences.items()
        if quantity > 0
    ]
    stock.put_in(ctx, found, source=Lot.Source.FOUND, why=why)
    requisitions.serve_waiting(ctx, differences)
