"""What is offered to the customer during repair: plain words for each line, and a cheaper way beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.money import ZERO, line_amount
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service import lines, quoting
from zhangdian.frontline.service.models import (
    Agreement,
    LabourOperation,
    OrderLine,
    PartLine,
    Payer,
    RepairOrder,
)
from zhangdian.frontline.service.models.promises import AgreedLine
from zhangdian.frontline.service.quoting import Quote
from zhangdian.people.customers.models import Vehicle
from zhangdian.resources.parts import queries as parts_queries
from zhangdian.resources.parts.models import Part, PartPrice

Kit = Sequence[tuple[Part, int]]
MOST = 4
"""Cheaper ways that an advisor is shown for one operation."""


def head_of(part: Part) -> str:
    """What kind of thing a part is, by the first word of its name: 空调滤芯 PM2.5 活性炭 is a 空调滤芯."""
    return part.name.split()[0]


@dataclass(frozen=True)
class Way:
    """A cheaper way and what it would cost altogether (yuan, VAT included)."""

    cheaper: lines.Cheaper
    amount: Decimal


def cheaper_ways(ctx: Any, vehicle: Vehicle, quoted: Sequence[Quote]) -> dict[int, list[Way]]:
    """By the key of the operation: a brand's part instead of the maker's, or less work of the same kind."""
    found = {quote.operation.pk: _with_other_parts(ctx, vehicle, quote) for quote in quoted}
    categories = {quote.operation.category for quote in quoted}
    less = quoting.newest(quoting.in_force(ctx).filter(category__in=categories))
    costs = quoting.quotes(ctx, vehicle, [each for each in less if quoting.fits(each, vehicle)])
    for quote in quoted:
        same = [each for each in costs.values() if each.operation.category == quote.operation.category]
        found[quote.operation.pk] += [
            Way(lines.Cheaper(f"先做{each.operation.name}", each.operation.code), each.total)
            for each in same
            if each.total < quote.total and not each.unpriced and not each.short
        ]
    return {key: sorted(ways, key=lambda way: -way.amount)[:MOST] for key, ways in found.items()}


def _with_other_parts(ctx: Any, vehicle: Vehicle, quote: Quote) -> list[Way]:
    kit = [(part, count) for part, count, _ in quote.parts]
    heads = {head_of(part) for part, _ in kit}
    brands = Part.objects.of(ctx).exclude(kind=Part.Kind.GENUINE)
    brands = brands.filter(superseded_by=None, group__in={part.group for part, _ in kit})
    others = [part for part in brands if head_of(part) in heads and part_fits(part, vehicle)]
    prices = parts_queries.prices_on(ctx, [*others, *(part for part, _ in kit)], ctx.today) if others else {}
    ways = []
    for part in others:
        amount = cost(quote.operation, swapped(kit, part), prices, Payer.CUSTOMER)
        if amount is not None and amount < quote.total:
            words = f"用{part.get_kind_display()}：{part.name}"
            ways.append(Way(lines.Cheaper(words, quote.operation.code, part.pk), amount))
    return ways


def part_fits(part: Part, vehicle: Vehicle) -> bool:
    """Whether the maker's list says that the part is for this car."""
    model = vehicle.model
    kinds = {kind.strip() for kind in part.models_fit.split(",")} - {""}
    return not kinds or bool(kinds & ({model.code, model.energy, "ALL"} if model else {"ALL"}))


def cost(operation: LabourOperation, kit: Kit, prices: dict[int, PartPrice], payer: str) -> Decimal | None:
    """Labour and parts together (yuan, VAT included); None where a part has no price."""
    if not all(part.pk in prices for part, _ in kit):
        return None
    amounts = (line_amount(count, lines.price_for(part, prices, payer)) for part, count in kit)
    return Decimal(operation.price + sum(amounts, ZERO))


def write_down(
    ctx: Act, agreement: Agreement, wanted: Sequence[lines.Wanted], added: Sequence[OrderLine]
) -> None:
    """The plain words and the cheaper way of each line as they are shown; their price holds."""
    rows = {row.line_id: row for row in AgreedLine.objects.of(ctx).filter(agreement=agreement)}
    for each, line in zip(wanted, added, strict=True):
        row = rows[line.pk]
        row.words = each.words.strip()
        if each.cheaper:
            set_cheaper(ctx, row, line, each.cheaper)
    fields = ["words", "cheaper_words", "cheaper_operation", "cheaper_part", "cheaper_amount"]
    AgreedLine.objects.change_many(rows.values(), fields)


def set_cheaper(ctx: Act, row: AgreedLine, line: OrderLine, cheaper: lines.Cheaper) -> None:
    """Beside the offer stands only what is really cheaper."""
    code = cheaper.operation_code
    operation = lines.operation_of(ctx, code) if code else line.operation
    part = Part.objects.of(ctx).here(cheaper.part_id) if cheaper.part_id else None
    usual = [(each.part, each.quantity) for each in lines.kit_of(operation, line.order.vehicle)]
    if part and head_of(part) not in {head_of(each) for each, _ in usual}:
        raise Refusal(f"这个项目用不到 {part.name}：请换一个")
    if part and not part_fits(part, line.order.vehicle):
        raise Refusal(f"{part.name} 不适用于这台车：请换一个")
    kit = swapped(usual, part)
    prices = parts_queries.prices_on(ctx, [each for each, _ in kit], ctx.today)
    amount = cost(operation, kit, prices, line.payer)
    if not cheaper.words.strip():
        raise Refusal("更省的做法要用一句话说清楚")
    if amount is None or amount >= lines.amount_of([line]):
        raise Refusal(f"“{cheaper.words}”不比“{line.name}”便宜，或还没有价格：请换一个或不提")
    row.cheaper_words, row.cheaper_operation, row.cheaper_part = cheaper.words.strip(), operation, part
    row.cheaper_amount = amount


def swapped(kit: Kit, part: Part | None) -> list[tuple[Part, int]]:
    """The kit with this part in the place of those of its kind."""
    if part is None:
        return list(kit)
    return [(part if head_of(each) == head_of(part) else each, count) for each, count in kit]


def take_cheaper(ctx: Act, agreement: Agreement, chosen: Sequence[OrderLine]) -> list[OrderLine]:
    """The customer chose the cheaper way: its line stands in the place of the other, at the price shown."""
    rows = {row.line_id: row for row in agreement.asked.select_related("cheaper_operation", "cheaper_part")}
    return [_take(ctx, line, rows[line.pk]) for line in chosen]


def _take(ctx: Act, line: OrderLine, row: AgreedLine) -> OrderLine:
    """The other line goes, its findings and its safety stay with this one."""
    if row.cheaper_operation is None or row.cheaper_amount is None:
        raise Refusal(f"“{line.name}”没有更省的做法：请刷新再选")
    wanted = lines.Wanted(
        row.cheaper_operation.code, Payer(line.payer), line.concern_id, advice_id=line.from_advice_id
    )
    instead = lines.add_lines(ctx, line.order, [wanted], extra=True)[0]
    if part := row.cheaper_part:
        replace_part(ctx, instead, part)
    above = lines.amount_of([instead]) - row.cheaper_amount
    instead.discount = min(max(above, ZERO), instead.labour)
    instead.safety = line.safety
    instead.save()
    move_findings(line.order, line, instead)
    AgreedLine(agreement=row.agreement, line=instead, words=row.cheaper_words).save()
    lines.void_line(ctx, line)
    return instead


def replace_part(ctx: Act, line: OrderLine, part: Part) -> None:
    old = [each for each in line.parts.select_related("part") if head_of(each.part) == head_of(part)]
    for each in old:
        each.voided_at = ctx.now
    PartLine.objects.change_many(old, ["voided_at"])
    lines.add_parts(ctx, line, [(part, each.quantity) for each in old])


def move_findings(order: RepairOrder, line: OrderLine, instead: OrderLine) -> None:
    found = list(order.findings.filter(line=line))
    for finding in found:
        finding.line = instead
        finding.save()
