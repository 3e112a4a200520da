"""Selling: what a line of parts costs the buyer, with its VAT."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.money import line_amount, split_vat
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.resources.parts.models import CounterSale, CounterSaleLine, Part
from zhangdian.resources.parts.queries import prices_on


def parts_of(ctx: Act, keys: Iterable[int]) -> dict[int, Part]:
    """The parts by their keys; an unknown one is refused."""
    wanted = set(keys)
    found = {part.pk: part for part in Part.objects.of(ctx).filter(pk__in=wanted)}
    if len(found) != len(wanted):
        raise NotHere("配件不存在")
    return found


def priced(ctx: Act, sale: CounterSale, wanted: Sequence[tuple[Part, int, Decimal]]) -> list[CounterSaleLine]:
    """Lines at today's list price less the discount, rounded once each."""
    prices = prices_on(ctx, [part for part, _, _ in wanted], ctx.today)
    lines = []
    for part, quantity, percent in wanted:
        if (price := prices.get(part.pk)) is None:
            raise Refusal(f"{part} 今天没有零售价：请配件经理先改价")
        if quantity <= 0 or not 0 <= percent <= 100:
            raise Refusal(f"{part}：数量至少是 1，折扣在 0 到 100 之间")
        amount = line_amount(quantity, price.retail * (100 - percent) / 100)
        net, tax = split_vat(amount, price.vat_rate)
        lines.append(
            CounterSaleLine(
                sale=sale,
                part=part,
                quantity=quantity,
                unit_price=price.retail,
                discount_percent=percent,
                amount=amount,
                net=net,
                tax=tax,
            )
        )
    return lines


def saved(ctx: Act, wanted: Sequence[tuple[int, int, Decimal]]) -> Decimal:
    """What these discounts take off today's list prices (yuan)."""
    parts = parts_of(ctx, [key for key, _, _ in wanted])
    rows = [(parts[key], quantity, percent) for key, quantity, percent in wanted]
    return less_than_listed(priced(ctx, CounterSale(), rows))


def less_than_listed(lines: Iterable[CounterSaleLine]) -> Decimal:
    """What the discounts of these lines come to (yuan)."""
    return sum((line_amount(one.quantity, one.unit_price) - one.amount for one in lines), Decimal(0))
