"""Goods in: the first stock, what suppliers bring, what fails the check."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.money import line_amount
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import adjusting, queries, requisitions, selling, stock
from zhangdian.resources.parts.models import (
    Lot,
    Movement,
    Part,
    Receipt,
    Supplier,
    SupplierReturn,
)
from zhangdian.resources.parts.staff import WINDOW


@dataclass(frozen=True)
class OpeningRow:
    """A lot that lay here before this system."""

    part_no: str
    quantity: int
    unit_cost: Decimal
    received_on: date
    expires_on: date | None = None


@action("录入期初库存", by=[Role.PARTS_MANAGER], by_clock=True, chunk=True, gates=[acts_on_own_device])
def open_stock(ctx: Act, *, rows: list[OpeningRow]) -> None:
    """The lots with which the store begins; once, before anything of the part has moved."""
    plain = {queries.plain_number(row.part_no) for row in rows}
    parts = {part.part_no_plain: part for part in Part.objects.of(ctx).filter(part_no_plain__in=plain)}
    if unknown := sorted(plain - set(parts)):
        raise Refusal(f"目录里没有这些件号：{'、'.join(unknown[:10])}。请先导入配件目录")
    if early := [row.part_no for row in rows if row.received_on > ctx.today]:
        raise Refusal(f"{'、'.join(early[:10])} 的入库日期在今天以后：期初只录已经在库的，请改日期")
    stock.cards_for(ctx, parts.values())
    if moved := Lot.objects.of(ctx).filter(part__in=parts.values()).select_related("part").first():
        raise Refusal(f"{moved.part} 已经有库存：期初只录一次，差异请走盘点")
    incoming = [
        stock.Incoming(
            parts[queries.plain_number(row.part_no)],
            row.quantity,
            row.unit_cost,
            row.expires_on,
            row.received_on,
        )
        for row in rows
    ]
    stock.put_in(ctx, incoming, source=Lot.Source.OPENING)


@dataclass(frozen=True)
class ReceivedLine:
    """A line of the delivery note as it was found: good pieces, failed pieces, what they cost."""

    part: int
    quantity: int
    unit_cost: Decimal | None = None
    expires_on: date | None = None
    failed: int = 0
    failed_because: str = ""


def supplier_is_released(
    ctx: Act, *, supplier: Supplier, lines: list[ReceivedLine], **_: object
) -> Signatures | None:
    """A supplier who is not approved needs the parts manager's release, this once (PTM-03)."""
    incoming_of(ctx, lines)
    if supplier.approved or Role.PARTS_MANAGER in ctx.roles:
        return None
    return Signatures((Role.PARTS_MANAGER,), f"从未核准的供应商 {supplier} 收货一次")


@action("收货入库", by=WINDOW, opens=Receipt, needs=supplier_is_released, gates=[acts_on_own_device])
def receive_parts(ctx: Act, *, supplier: Supplier, delivery_note: str, lines: list[ReceivedLine]) -> Receipt:
    """Goods in: good pieces onto the shelf, failed ones into the blocked place; who waits is served first."""
    incoming = incoming_of(ctx, lines)
    receipt = Receipt(
        store_id=ctx.store_id,
        supplier=supplier,
        delivery_note=delivery_note.strip(),
        received_by_id=ctx.person_id,
        received_at=ctx.now,
        acted_at=ctx.now,
    )
    receipt.save()
    ctx.draw_number(receipt, "number", "RK")
    stock.put_in(ctx, incoming, source=Lot.Source.PURCHASE, supplier=supplier, receipt=receipt)
    requisitions.serve_waiting(ctx, [each.part for each in incoming])
    return receipt


def incoming_of(ctx: Act, lines: list[ReceivedLine]) -> list[stock.Incoming]:
    """The lots that these lines make; a line that makes no sense is refused."""
    parts = selling.parts_of(ctx, [line.part for line in lines])
    incoming = [each for line in lines for each in lots_of_line(ctx, parts[line.part], line)]
    if not incoming:
        raise Refusal("一件也没有收：请填写实收数量")
    return incoming


def lots_of_line(ctx: Act, part: Part, line: ReceivedLine) -> list[stock.Incoming]:
    """Good pieces and failed ones, each a lot of its own."""
    if part.shelf_life_months and line.expires_on is None:
        raise Refusal(f"{part} 有保质期：请填写有效期")
    if line.expires_on and line.expires_on < ctx.today and line.quantity:
        raise Refusal(f"{part} 到货时已过期({line.expires_on:%Y-%m-%d})：请拒收或记为不合格")
    if line.failed and not line.failed_because.strip():
        raise Refusal(f"{part} 有 {line.failed} {part.unit}不合格：请写明哪里不合格，好退供应商")
    cost = stock.cost_of(ctx, part) if line.unit_cost is None else line.unit_cost
    good = stock.Incoming(part, line.quantity, cost, line.expires_on)
    bad = stock.Incoming(
        part, line.failed, cost, line.expires_on, blocked_because=line.failed_because.strip()
    )
    return [each for each in (good, bad) if each.quantity]


@action("封存批次", by=WINDOW)
def block_lot(ctx: Act, lot: Lot, *, reason: str) -> None:
    """The lot goes to the blocked place: damaged, doubtful, recalled; it is not issued (PTK-02)."""
    if not reason.strip():
        raise Refusal("封存要写原因")
    if not lot.on_hand:
        raise Refusal("这个批次已经发完")
    lot.blocked_because = reason.strip()
    lot.save()


@action("解除封存", by=[Role.PARTS_MANAGER])
def unblock_lot(ctx: Act, lot: Lot) -> None:
    """Examined and found good."""
    if not lot.blocked_because:
        raise Refusal("这个批次没有封存")
    lot.blocked_because = ""
    lot.save()


@action("退供应商", by=WINDOW, opens=SupplierReturn, gates=[acts_on_own_device])
def return_to_supplier(ctx: Act, lot: Lot, *, quantity: int, reason: str) -> SupplierReturn:
    """Damaged or wrong pieces go back; the credit is awaited until it has come (PTK-03)."""
    if not reason.strip():
        raise Refusal("退货要写原因，供应商按它处理")
    if lot.supplier_id is None:
        raise Refusal("这个批次没有供应商(期初或盘盈)：走报废或盘亏")
    moved = adjusting.take_out(ctx, lot, quantity, Movement.Kind.SUPPLIER_RETURN, reason.strip())
    back = SupplierReturn(
        store_id=ctx.store_id,
        supplier_id=lot.supplier_id,
        lot=lot,
        quantity=quantity,
        amount=-opened(moved.value),
        why=reason.strip(),
        sent_at=ctx.now,
        acted_at=ctx.now,
    )
    back.save()
    ctx.draw_number(back, "number", "TH")
    return back


@action(
    "结清退货",
    by=[Role.PARTS_PLANNER, Role.PARTS_MANAGER],
    moves=(SupplierReturn.State.OPEN, SupplierReturn.State.SETTLED),
    gates=[acts_on_own_device],
)
def settle_return(ctx: Act, supplier_return: SupplierReturn, *, credit_note: str) -> None:
    """The supplier has credited what went back."""
    if not credit_note.strip():
        raise Refusal("结清要填供应商的贷项单号")
    supplier_return.credit_note, supplier_return.settled_at = credit_note.strip(), ctx.now


def scrapping_is_signed(ctx: Act, lot: Lot, *, quantity: int, reason: str) -> Signatures | None:
    """Scrapped pieces are signed like missing ones (PTM-15)."""
    if not reason.strip():
        raise Refusal("报废要写原因")
    worth = line_amount(quantity, opened(lot.unit_cost))
    if not (needed := adjusting.signers(ctx, [worth])):
        return None
    left = (
        f"{lot.part} 这一批",
        f"{lot.on_hand} {lot.part.unit}",
        f"{lot.on_hand - quantity} {lot.part.unit}",
    )
    return Signatures(needed, f"报废 {lot.part} {quantity} {lot.part.unit}：{reason.strip()}", worth, (left,))


@action("报废", by=WINDOW, needs=scrapping_is_signed, gates=[acts_on_own_device])
def scrap_lot(ctx: Act, lot: Lot, *, quantity: int, reason: str) -> None:
    """Expired or broken pieces leave the book; the waste itself goes its own way."""
    adjusting.take_out(ctx, lot, quantity, Movement.Kind.SCRAP, reason.strip())
