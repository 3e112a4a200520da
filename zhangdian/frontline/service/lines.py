"""Lines of an order: priced from the catalogue, with the kit of this car; the only way lines change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.money import ZERO, line_amount, yuan
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import recommended
from zhangdian.frontline.service.models import (
    KitPart,
    LabourOperation,
    OrderLine,
    PartLine,
    Payer,
    RepairOrder,
)
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import queries as parts_queries
from zhangdian.resources.parts.models import Part, PartPrice

LARGE = Decimal(10_000)
"""From this amount on the service manager takes part (SVM-17; posts.md §5)."""

PAYER_OF_KIND = {
    Kind.FIRST_SERVICE: Payer.MANUFACTURER,
    Kind.WARRANTY: Payer.MANUFACTURER,
    Kind.RECALL: Payer.MANUFACTURER,
    Kind.ACCIDENT: Payer.INSURER,
    Kind.REWORK: Payer.INTERNAL,
}


@dataclass(frozen=True)
class Cheaper:
    """A cheaper way that stands beside an offer: another operation, or another part in the same work."""

    words: str
    operation_code: str = ""
    part_id: int | None = None


@dataclass(frozen=True)
class Wanted:
    """One operation to put on an order; its parts come from the kit of this car."""

    operation_code: str
    payer: Payer | None = None
    concern_id: int | None = None
    quantity: int = 1
    advice_id: int | None = None
    finding_id: int | None = None
    approval_no: str = ""
    words: str = ""
    """What the customer is told in plain words, where he is asked by link."""
    cheaper: Cheaper | None = None


@dataclass(frozen=True)
class Totals:
    """Sums of live lines (yuan, VAT included)."""

    labour: Decimal = ZERO
    parts: Decimal = ZERO
    discount: Decimal = ZERO
    hours: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.labour + self.parts - self.discount


def operation_of(ctx: Any, code: str) -> LabourOperation:
    """The operation as the catalogue has it today."""
    return operations_of(ctx, [code])[code]


def operations_of(ctx: Any, codes: Sequence[str]) -> dict[str, LabourOperation]:
    """The same for several, by their codes."""
    found: dict[str, LabourOperation] = {}
    for operation in _in_force(ctx, sorted(set(codes)), ctx.today):
        found.setdefault(operation.code, operation)
    if missing := next((code for code in codes if code not in found), None):
        raise Refusal(f"工时目录里没有 {missing}：请从列表里选")
    return found


@worded
def _in_force(ctx: Any, codes: Sequence[str], day: date) -> Any:
    known = LabourOperation.objects.of(ctx).filter(Q(until=None) | Q(until__gte=day), code__in=codes)
    return known.filter(since__lte=day).order_by("code", "-since")


def kit_of(operation: LabourOperation, vehicle: Vehicle) -> list[KitPart]:
    """The parts this operation takes on this car: by model code, by energy, or for all."""
    return kits_of([operation], vehicle)[operation.pk]


def kits_of(operations: Iterable[LabourOperation], vehicle: Vehicle) -> dict[int, list[KitPart]]:
    """The same for several operations, by their keys."""
    model = vehicle.model
    keys = {model.code, model.energy, "ALL"} if model else {"ALL"}
    kits: dict[int, list[KitPart]] = {operation.pk: [] for operation in operations}
    for row in _kits(sorted(kits)):
        if not row.fits or keys.intersection(each.strip() for each in row.fits.split(",")):
            kits[row.operation_id].append(row)
    return kits


@worded
def _kits(operations: Sequence[int]) -> Any:
    return KitPart.objects.filter(operation__in=operations).select_related("part")


def payer_for(order: RepairOrder, operation: LabourOperation) -> str:
    """Who is proposed to pay: by the kind of visit, else by who pays such operations."""
    if operation.rate_kind == LabourOperation.RateKind.WARRANTY:
        return Payer.MANUFACTURER
    if operation.rate_kind == LabourOperation.RateKind.INTERNAL:
        return Payer.INTERNAL
    return PAYER_OF_KIND.get(Kind(order.kind), Payer.CUSTOMER)


def add_lines(
    ctx: Act, order: RepairOrder, wanted: Sequence[Wanted], *, extra: bool = False
) -> list[OrderLine]:
    """Put operations with their kits on the order; what the customer agrees to is a new revision."""
    if not wanted:
        raise Refusal("请至少选一个项目")
    belong_here(ctx, order, wanted)
    advised = advised_before(ctx, order)
    known = operations_of(ctx, [each.operation_code for each in wanted])
    kits = kits_of(known.values(), order.vehicle)
    added, parts = [], []
    for each in wanted:
        operation = known[each.operation_code]
        if each.quantity < 1:
            raise Refusal("数量要大于零")
        fits = [kind.strip() for kind in operation.energies.split(",") if kind.strip() and kind != "ALL"]
        if fits and order.vehicle.model and order.vehicle.model.energy not in fits:
            raise Refusal(f"“{operation.name}”不适用于这台车({order.vehicle.model.energy})：请换一个项目")
        line = OrderLine(
            order=order,
            concern_id=each.concern_id,
            operation=operation,
            name=operation.name,
            skill=operation.skill,
            hours=operation.book_hours * each.quantity,
            quantity=each.quantity,
            labour=line_amount(each.quantity, operation.price),
            payer=each.payer or payer_for(order, operation),
            approval_no=each.approval_no,
            is_diagnosis=operation.rate_kind == LabourOperation.RateKind.DIAGNOSIS,
            is_extra=extra,
            from_advice_id=each.advice_id or advised.pop(each.operation_code, None),
        )
        added.append(line)
        parts += [(line, kit.part, kit.quantity * each.quantity) for kit in kits[operation.pk]]
    OrderLine.objects.add_many(added)
    put_parts(ctx, parts)
    order.revision += 1
    return added


def advised_before(ctx: Act, order: RepairOrder) -> dict[str, int]:
    """Advice of earlier visits that nothing on the order answers yet, by the code of its operation."""
    answered = advice_on(order)
    return {
        each.operation.code: each.pk
        for each in recommended.open_for(ctx, order.vehicle_id)
        if each.operation and each.order_id != order.pk and each.pk not in answered
    }


def belong_here(ctx: Act, order: RepairOrder, wanted: Sequence[Wanted]) -> None:
    """The words, and the advice of earlier visits, that lines answer are this customer's and this car's."""
    concerns = {each.concern_id for each in wanted if each.concern_id}
    if concerns and concerns - {each.pk for each in order.at_hand("concerns")}:
        raise Refusal("客户的话不在这张委托书上：请刷新")
    advised = {each.advice_id for each in wanted if each.advice_id}
    if advised and advised - {each.pk for each in recommended.open_for(ctx, order.vehicle_id)}:
        raise Refusal("这条建议不是这台车的，或已经做过了：请刷新")


def add_parts(ctx: Act, line: OrderLine, wanted: Iterable[tuple[Part, int]]) -> list[PartLine]:
    """Parts of a line at the price that its payer pays."""
    return put_parts(ctx, [(line, part, quantity) for part, quantity in wanted])


def put_parts(ctx: Act, wanted: Sequence[tuple[OrderLine, Part, int]]) -> list[PartLine]:
    """The same for several lines at once."""
    prices = parts_queries.prices_on(ctx, {part for _, part, _ in wanted}, ctx.today)
    rows = []
    for line, part, quantity in wanted:
        if quantity <= 0:
            raise Refusal(f"{part.name} 的数量要大于零")
        price = price_for(part, prices, line.payer)
        rows.append(
            PartLine(
                order=line.order,
                line=line,
                part=part,
                name=part.name,
                quantity=quantity,
                unit_price=price,
                amount=line_amount(quantity, price),
            )
        )
    return PartLine.objects.add_many(rows) if rows else []


def price_for(part: Part, prices: dict[int, PartPrice], payer: str) -> Decimal:
    """The retail price, or the warranty price where the manufacturer pays (yuan, VAT included)."""
    price = prices.get(part.pk)
    if price is None:
        raise Refusal(f"{part.name} 还没有价格", [Missing("定价", Role.PARTS_MANAGER.label)])
    return price.warranty if payer == Payer.MANUFACTURER else price.retail  # type: ignore[no-any-return]


def let_pay(ctx: Act, line: OrderLine, payer: Payer) -> None:
    """Another one pays the line; its parts are priced anew for him."""
    if line.payer == payer:
        return
    line.payer = payer
    kept = list(line.parts.filter(voided_at=None).select_related("part"))
    for row in kept:
        row.voided_at = ctx.now
    PartLine.objects.change_many(kept, ["voided_at"])
    add_parts(ctx, line, [(row.part, row.quantity) for row in kept])


def open_to_change(line: OrderLine) -> None:
    """A line may be changed until the customer has agreed to it."""
    if line.authorized_at:
        raise Refusal(
            f"“{line.name}”客户已经同意：要改就走增项，请客户重新授权",
            [Missing("增项授权", Role.SERVICE_ADVISOR.label, "service.propose_extra_work")],
        )


def void_line(ctx: Act, line: OrderLine) -> None:
    """Take a line and its parts off; nothing is deleted."""
    parts = list(line.parts.filter(voided_at=None))
    for part in parts:
        part.voided_at = ctx.now
    PartLine.objects.change_many(parts, ["voided_at"])
    line.voided_at = ctx.now
    line.save()


def advice_on(order: RepairOrder) -> list[int]:
    """Keys of the advice of earlier visits that stands on this order."""
    return [line.from_advice_id for line in order.live_lines() if line.from_advice_id]


def totals(order: RepairOrder, *, payer: str | None = None, authorized_only: bool = False) -> Totals:
    """Sums of the live lines, of one payer or of all."""
    kept = [
        line
        for line in order.live_lines()
        if (not payer or line.payer == payer) and (line.authorized_at or not authorized_only)
    ]
    keys = {line.pk for line in kept}
    return Totals(
        labour=sum((line.labour for line in kept), ZERO),
        parts=sum((row.amount for row in order.standing_parts() if row.line_id in keys), ZERO),
        discount=sum((line.discount for line in kept), ZERO),
        hours=sum((line.hours for line in kept), Decimal(0)),
    )


def total_of(order: RepairOrder) -> Decimal:
    """What all payers together pay (yuan)."""
    return totals(order).total


def customer_total(order: RepairOrder) -> Decimal:
    """What the customer pays (yuan)."""
    return totals(order, payer=Payer.CUSTOMER).total


def parts_amounts(keys: Iterable[int]) -> dict[int, Decimal]:
    """What the parts of each of these lines cost, by the key of the line; one query."""
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    rows = PartLine.objects.filter(line_id__in=list(keys), voided_at=None)
    for line, amount in rows.values_list("line_id", "amount"):
        sums[line] += amount
    return dict(sums)


def amount_of(lines: Sequence[OrderLine]) -> Decimal:
    """Labour after discount and parts of these lines (yuan)."""
    parts = PartLine.objects.filter(line__in=lines, voided_at=None).values_list("amount", flat=True)
    return yuan(sum((line.amount for line in lines), ZERO) + sum(parts, ZERO))
