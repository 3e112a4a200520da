"""Limits: how much of a part the store wants to have."""

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.resources.parts import stock
from zhangdian.resources.parts.models import Part


def shift(ctx: Act, part: Part, pieces: int) -> tuple[int, int]:
    """Both limits move by so many pieces, never below nothing; what they are now."""
    card = stock.lock_cards(ctx, [part])[part.pk]
    low, high = card.min_stock + pieces, card.max_stock + pieces
    if low < 0:
        raise Refusal(f"{part} 下限现在 {card.min_stock}，不能再减 {-pieces} {part.unit}：请核对")
    card.min_stock, card.max_stock = low, high
    card.save()
    return low, high
