"""Money in yuan: Decimal, two places, rounded half up once, at the line (domain/money.md §1-§3, §9)."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models

from zhangdian.foundation.kernel.later import Later

cn2an = Later("cn2an")
FEN = Decimal("0.01")
ZERO = Decimal("0.00")


def yuan(value: Decimal | int | str) -> Decimal:
    """The amount rounded half up to the fen; float is refused."""
    if isinstance(value, float):
        raise TypeError("金额不能用浮点数")
    return Decimal(value).quantize(FEN, rounding=ROUND_HALF_UP)


def line_amount(quantity: Decimal | int, unit_price: Decimal) -> Decimal:
    """Quantity × unit price, rounded once."""
    return yuan(Decimal(quantity) * unit_price)


def split_vat(gross: Decimal, rate: Decimal) -> tuple[Decimal, Decimal]:
    """Net and tax of a price with VAT in it: tax by difference, so that net + tax = gross exactly."""
    net = yuan(gross / (1 + rate))
    return net, gross - net


def allocate(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split a sum over lines by largest remainder; the parts add up to the sum exactly (money.md §3)."""
    whole = sum(weights, Decimal(0))
    if whole <= 0 or min(weights) < 0:
        raise ValueError("没有可以分摊的行")
    fen = int((total / FEN).to_integral_value(rounding=ROUND_HALF_UP))
    sign, fen = (-1, -fen) if fen < 0 else (1, fen)
    raw = [Decimal(fen) * weight / whole for weight in weights]
    floors = [int(share.to_integral_value(rounding=ROUND_FLOOR)) for share in raw]
    order = sorted(range(len(raw)), key=lambda i: (floors[i] - raw[i], -weights[i], i))
    for i in order[: fen - sum(floors)]:
        floors[i] += 1
    return [sign * FEN * part for part in floors]


def in_words(amount: Decimal) -> str:
    """The amount in capital characters for receipts and contracts (money.md §9)."""
    amount = yuan(amount)
    sign, amount = ("负", -amount) if amount < 0 else ("", amount)
    whole, fen = divmod(int(amount * 100), 100)
    jiao, fen = divmod(fen, 10)
    text = f"{cn2an.an2cn(str(whole), 'up')}元" if whole else ""
    if whole and ((jiao and whole % 10 == 0) or (fen and not jiao)):
        text += "零"
    if jiao:
        text += f"{cn2an.an2cn(str(jiao), 'up')}角"
    if fen:
        text += f"{cn2an.an2cn(str(fen), 'up')}分"
    elif text:
        text += "整"
    return f"人民币{sign}{text or '零元整'}"


class MoneyField(models.DecimalField[Any, Any]):
    """An amount in yuan, VAT included unless the name says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


class UnitPriceField(models.DecimalField[Any, Any]):
    """A price of one unit in yuan, six places; rounded at the line only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 6)
        super().__init__(*args, **kwargs)
