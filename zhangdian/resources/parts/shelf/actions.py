"""The shelf: places, and the book that follows the shelf."""

from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.money import line_amount
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import adjusting, stock
from zhangdian.resources.parts.models import (
    StockCard,
)
from zhangdian.resources.parts.staff import WINDOW


@action("换货位", by=WINDOW)
def move_bin(ctx: Act, card: StockCard, *, bin: str) -> None:
    """The part lies somewhere else from now on."""
    if not bin.strip():
        raise Refusal("请填新货位")
    card.bin = bin.strip().upper()


@action("改上下限", by=[Role.PARTS_MANAGER, Role.PARTS_PLANNER])
def set_limits(ctx: Act, card: StockCard, *, min_stock: int, max_stock: int) -> None:
    """How much of the part the store wants to have."""
    if min_stock < 0 or max_stock < min_stock:
        raise Refusal("下限不能是负数，上限不能低于下限")
    card.min_stock, card.max_stock = min_stock, max_stock


def adjustment_is_signed(
    ctx: Act, card: StockCard, *, difference: int, reason: str, unit_cost: Decimal | None
) -> Signatures | None:
    """The manager signs; from 50 yuan a line finance signs too (PTM-15)."""
    if not difference or not reason.strip():
        raise Refusal("请填差异数量和原因")
    cost = stock.cost_of(ctx, card.part) if unit_cost is None else unit_cost
    worth = line_amount(difference, cost)
    if not (needed := adjusting.signers(ctx, [worth])):
        return None
    return Signatures(needed, f"{card.part} 账面{difference:+d} {card.part.unit}：{reason.strip()}", worth)


@action("盘盈盘亏", by=WINDOW, needs=adjustment_is_signed, gates=[acts_on_own_device])
def adjust_stock(
    ctx: Act, card: StockCard, *, difference: int, reason: str, unit_cost: Decimal | None = None
) -> None:
    """The book follows the shelf by a movement of the difference, never by a set quantity."""
    adjusting.post_differences(ctx, {card.part: difference}, reason.strip(), unit_cost)
