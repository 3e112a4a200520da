"""What people do with parts, in the order of the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhangdian.foundation.kernel.action import ANYBODY, Act, Signatures, action
from zhangdian.foundation.kernel.money import line_amount
from zhangdian.foundation.kernel.refusals import Missing, NotHere, Refusal
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import gates, queries, requisitions, stock
from zhangdian.resources.parts.models import (
    IssueSlip,
    Lot,
    Movement,
    Part,
    PartPrice,
    Receipt,
    Requisition,
    RequisitionLine,
    Reservation,
    StockCard,
    Supplier,
)

WINDOW = (Role.STOREKEEPER, Role.PARTS_MANAGER, Role.PARTS_PLANNER)

# ---- the catalogue and the first stock ------------------------------------------------------------


@dataclass(frozen=True)
class CatalogueRow:
    """One part with its price and, for this store, its place."""

    part_no: str
    name: str
    unit: str
    group: str
    abc: str
    kind: str
    pack_quantity: int
    lead_days: int
    shelf_life_months: int
    hazard: str
    models_fit: str
    note: str
    superseded_by: str
    retail: Decimal
    dealer: Decimal
    warranty: Decimal
    bin: str
    min_stock: int
    max_stock: int
    monthly_demand: int


@action("导入配件目录", by=[Role.PARTS_MANAGER], by_clock=True, chunk=True)
def load_catalogue(ctx: Act, *, rows: list[CatalogueRow], since: date) -> None:
    """Parts with prices and the store's cards; a number that is there already is left as it is."""
    there = {part.part_no_plain: part for part in Part.objects.of(ctx)}
    fresh = [row for row in rows if queries.plain_number(row.part_no) not in there]
    parts = Part.objects.add_many([part_from(ctx, row) for row in fresh])
    there.update({part.part_no_plain: part for part in parts})
    for part, row in zip(parts, fresh, strict=True):
        part.superseded_by = there.get(queries.plain_number(row.superseded_by))
    Part.objects.change_many(parts, ["superseded_by"])
    PartPrice.objects.add_many(
        PartPrice(
            part=there[queries.plain_number(row.part_no)],
            since=since,
            retail=row.retail,
            dealer=row.dealer,
            warranty=row.warranty,
        )
        for row in fresh
    )
    carded = set(StockCard.objects.of(ctx).values_list("part_id", flat=True))
    StockCard.objects.add_many(
        StockCard(
            store_id=ctx.store_id,
            part=part,
            bin=row.bin,
            min_stock=row.min_stock,
            max_stock=row.max_stock,
            monthly_demand=row.monthly_demand,
            acted_at=ctx.now,
        )
        for row in rows
        if (part := there[queries.plain_number(row.part_no)]).pk not in carded
    )


def part_from(ctx: Act, row: CatalogueRow) -> Part:
    return Part(
        part_no=row.part_no,
        part_no_plain=queries.plain_number(row.part_no),
        name=row.name,
        initials=queries.initials_of(row.name),
        unit=row.unit,
        group=row.group,
        abc=row.abc,
        kind=row.kind or Part.Kind.GENUINE,
        pack_quantity=row.pack_quantity,
        lead_days=row.lead_days,
        shelf_life_months=row.shelf_life_months,
        hazard=row.hazard,
        models_fit=row.models_fit,
        note=row.note,
        acted_at=ctx.now,
    )


@dataclass(frozen=True)
class SupplierRow:
    """A supplier of the store."""

    code: str
    name: str
    kind: str
    approved: bool
    part_kinds: str
    lead_days: Decimal
    cutoff: str
    order_days: str
    note: str


@action("导入供应商", by=[Role.PARTS_MANAGER], by_clock=True, chunk=True)
def load_suppliers(ctx: Act, *, rows: list[SupplierRow]) -> None:
    """Suppliers of the store; a code that is there already is left as it is."""
    there = set(Supplier.objects.of(ctx).values_list("code", flat=True))
    Supplier.objects.add_many(
        Supplier(
            store_id=ctx.store_id,
            code=row.code,
            name=row.name,
            kind=row.kind,
            approved=row.approved,
            part_kinds=row.part_kinds,
            lead_days=row.lead_days,
            cutoff=row.cutoff or None,
            order_days=row.order_days,
            note=row.note,
            acted_at=ctx.now,
        )
        for row in rows
        if row.code not in there
    )


@dataclass(frozen=True)
class OpeningRow:
    """A lot that lay here before this system."""

    part_no: str
    quantity: int
    unit_cost: Decimal
    received_on: date
    expires_on: date | None = None


@action("录入期初库存", by=[Role.PARTS_MANAGER], by_clock=True, chunk=True)
def open_stock(ctx: Act, *, rows: list[OpeningRow]) -> None:
    """The lots with which the store begins; once, before anything of the part has moved."""
    plain = {queries.plain_number(row.part_no) for row in rows}
    parts = {part.part_no_plain: part for part in Part.objects.of(ctx).filter(part_no_plain__in=plain)}
    if unknown := sorted(plain - set(parts)):
        raise Refusal(f"目录里没有这些件号：{'、'.join(unknown[:10])}。请先导入配件目录")
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


# ---- goods in -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReceivedLine:
    """A line of the delivery note as it was found: good pieces, failed pieces, what they cost."""

    part: int
    quantity: int
    unit_cost: Decimal | None = None
    expires_on: date | None = None
    failed: int = 0
    failed_because: str = ""


def supplier_is_released(ctx: Act, *, supplier: Supplier, **_: object) -> Signatures | None:
    """A supplier who is not approved needs the parts manager's release, this once (PTM-03)."""
    if supplier.approved or Role.PARTS_MANAGER in ctx.roles:
        return None
    return Signatures((Role.PARTS_MANAGER,), f"从未核准的供应商 {supplier} 收货一次")


@action("收货入库", by=WINDOW, opens=Receipt, needs=supplier_is_released)
def receive_parts(ctx: Act, *, supplier: Supplier, delivery_note: str, lines: list[ReceivedLine]) -> Receipt:
    """Goods in: good pieces onto the shelf, failed ones into the blocked place; who waits is served first."""
    parts = {part.pk: part for part in Part.objects.of(ctx).filter(pk__in=[line.part for line in lines])}
    incoming = [each for line in lines for each in incoming_of(ctx, parts, line)]
    if not incoming:
        raise Refusal("一件也没有收：请填写实收数量")
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
    requisitions.serve_waiting(ctx, parts.values())
    return receipt


def incoming_of(ctx: Act, parts: dict[int, Part], line: ReceivedLine) -> list[stock.Incoming]:
    """The lots of one received line."""
    if (part := parts.get(line.part)) is None:
        raise NotHere("配件不存在")
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


# ---- the window -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class IssueLine:
    """So many pieces for a line of the requisition; a lot only when it may not be the oldest."""

    line: int
    quantity: int
    lot: int | None = None


NOT_THE_OLDEST = ("客户预留", "最早批次破损", "序列号指定", "其他")


@action(
    "发料",
    by=WINDOW,
    within={Requisition.State.OPEN, Requisition.State.PARTLY},
    gates=[gates.requisition_has_a_source],
)
def issue_parts(
    ctx: Act,
    requisition: Requisition,
    *,
    lines: list[IssueLine],
    taker: Person,
    signed_by_pin: bool = False,
) -> None:
    """Hand over from the oldest lots; the taker's PIN is his signature on the slip, one for the pick."""
    wanted = {line_of(requisition, each.line): each.quantity for each in lines if each.quantity}
    chosen = {line_of(requisition, each.line): each.lot for each in lines if each.lot is not None}
    refuse_more_than_wanted(wanted)
    if chosen:
        ctx.ask(
            "oldest_lot_first", "不从最早的批次发：请说明原因", ("客户预留", "最早批次破损", "序列号指定")
        )
    if taker.pk == ctx.person_id:
        ctx.ask("keeper_is_not_taker", "发料人和领料人是同一个人", ("内部领用", "周末单人值班", "其他"))
    slip = IssueSlip(
        store_id=ctx.store_id,
        requisition=requisition,
        keeper_id=ctx.person_id,
        taker=taker,
        issued_at=ctx.now,
        signed_at=ctx.now if signed_by_pin else None,
    )
    slip.save()
    ctx.draw_number(slip, "number", "CK")
    stock.take_oldest_first(ctx, wanted, slip=slip, chosen=chosen)
    for line, quantity in wanted.items():
        line.issued += quantity
    RequisitionLine.objects.change_many(wanted, ["issued"])
    if not any(line.outstanding for line in requisition.lines.all()):
        requisition.issued_at = ctx.now
    requisitions.tell_holders(ctx, [requisition])


def line_of(requisition: Requisition, key: int) -> RequisitionLine:
    """The line of this very requisition."""
    line: RequisitionLine
    for line in requisition.lines.all():
        if line.pk == key:
            return line
    raise NotHere("领料行不存在")


def refuse_more_than_wanted(wanted: dict[RequisitionLine, int]) -> None:
    """An issue stays within its order line (PROC-W-10)."""
    if not wanted:
        raise Refusal("没有要发的配件：请扫件号或填数量")
    if over := [line for line, quantity in wanted.items() if quantity > line.outstanding]:
        text = "；".join(f"{line.part} 还可发 {line.outstanding} {line.part.unit}" for line in over)
        raise Refusal(
            f"超过领料单：{text}。要多领，请服务顾问先授权增项",
            [Missing(f"超过领料单：{text}", str(Role.SERVICE_ADVISOR.label))],
        )


@action("补签出库单", by=ANYBODY)
def sign_slip(ctx: Act, slip: IssueSlip) -> None:
    """The taker signs what he took without giving his PIN at the window."""
    if slip.taker_id != ctx.person_id:
        raise Refusal(f"这张出库单由领料人 {slip.taker} 自己签")
    if slip.signed_at:
        raise Refusal("这张出库单已经签过")
    slip.signed_at = ctx.now
    slip.save()


@dataclass(frozen=True)
class ReturnLine:
    """So many pieces of a line that come back."""

    line: int
    quantity: int


@action("退料", by=WINDOW, within={Requisition.State.PARTLY, Requisition.State.ISSUED})
def return_parts(ctx: Act, requisition: Requisition, *, lines: list[ReturnLine], reason: str) -> None:
    """Pieces come back unopened, into their own lots, at the cost at which they left."""
    if not reason.strip():
        raise Refusal("退料要写原因")
    back = {line_of(requisition, each.line): each.quantity for each in lines if each.quantity}
    if not back or any(quantity < 0 for quantity in back.values()):
        raise Refusal("没有要退的配件：请填数量")
    if over := [line for line, quantity in back.items() if quantity > line.kept]:
        text = "；".join(f"{line.part} 在外 {line.kept} {line.part.unit}" for line in over)
        raise Refusal(f"退的比发的多：{text}")
    stock.bring_back(ctx, back, reason.strip())
    for line, quantity in back.items():
        line.returned += quantity
    RequisitionLine.objects.change_many(back, ["returned"])
    requisitions.serve_waiting(ctx, [line.part for line in back])


@action("缺料", by=WINDOW, within={Requisition.State.OPEN, Requisition.State.PARTLY})
def report_shortage(
    ctx: Act,
    requisition: Requisition,
    *,
    line: int,
    waits_for: RequisitionLine.WaitsFor,
    until: datetime | None,
    answer: str,
    told: str,
) -> None:
    """What is short, until when, and who was told; the ball goes to whoever procures it."""
    short = line_of(requisition, line)
    if not short.outstanding:
        raise Refusal(f"{short.part} 已经发齐，不缺")
    if until is None and not answer.strip():
        raise Refusal("请答复何时到货，或写明怎么办(改期、换件、只换一部分)")
    if until is not None and until <= ctx.now:
        raise Refusal("预计到货时间已经过去：请填将来的时间")
    if not told.strip():
        raise Refusal("请写明告诉了谁：服务顾问或领料人")
    short.waits_for, short.eta = waits_for, until
    short.shortage_answer, short.told = answer.strip(), told.strip()
    short.save()
    requisitions.tell_holders(ctx, [requisition])


@action("备箱", by=WINDOW, within={Requisition.State.OPEN, Requisition.State.PARTLY})
def prepare_box(ctx: Act, requisition: Requisition, *, box: str) -> None:
    """The pick lies ready in a numbered box: issuing it takes two taps."""
    if not box.strip():
        raise Refusal("请填料箱号")
    requisition.box = box.strip()


@action("释放预留", by=WINDOW)
def release_reservation(ctx: Act, reservation: Reservation, *, reason: str) -> None:
    """Pieces that were held back are free for others."""
    if not reservation.quantity:
        raise Refusal("这笔预留已经没有占用库存")
    if not reason.strip():
        raise Refusal("释放预留要写原因，对方会看到")
    stock.let_go(ctx, [reservation], reason.strip())
    if line := reservation.requisition_line:
        requisitions.tell_holders(ctx, [line.requisition])


@action(
    "作废领料单",
    by=WINDOW,
    within={Requisition.State.OPEN, Requisition.State.PARTLY},
    gates=[gates.nothing_is_out],
)
def void_requisition(ctx: Act, requisition: Requisition, *, reason: str) -> None:
    """Nothing of it is wanted any more; the number stays."""
    if not reason.strip():
        raise Refusal("作废要写原因")
    requisition.voided_because = reason.strip()
    requisitions.cancel_outstanding(ctx, list(requisition.lines.all()), reason.strip())


# ---- the shelf ------------------------------------------------------------------------------------


@action("换货位", by=WINDOW)
def move_bin(ctx: Act, card: StockCard, *, bin: str) -> None:
    """The part lies somewhere else from now on."""
    if not bin.strip():
        raise Refusal("请填新货位")
    card.bin = bin.strip().upper()


ALONE_BELOW = Decimal("50.00")
"""Yuan a line below which the parts manager adjusts alone (store_truth.md §2, PTM-15)."""


def adjustment_is_signed(
    ctx: Act, card: StockCard, *, difference: int, unit_cost: Decimal | None, **_: object
) -> Signatures | None:
    """The manager signs; from 50 yuan a line finance signs too. Who asks has not to sign again."""
    worth = line_amount(
        abs(difference), unit_cost if unit_cost is not None else stock.cost_of(ctx, card.part)
    )
    roles: Sequence[Role] = (Role.PARTS_MANAGER, Role.FINANCE_MANAGER)
    needed = tuple(
        role
        for role in (roles if worth >= ALONE_BELOW else roles[:1])
        if not (role == Role.PARTS_MANAGER and role in ctx.roles)
    )
    return Signatures(needed, f"{card.part} 账面{difference:+d} {card.part.unit}") if needed else None


@action("盘盈盘亏", by=WINDOW, needs=adjustment_is_signed)
def adjust_stock(
    ctx: Act, card: StockCard, *, difference: int, reason: str, unit_cost: Decimal | None = None
) -> None:
    """The book follows the shelf by a movement of the difference, never by a set quantity."""
    if not difference or not reason.strip():
        raise Refusal("请填差异数量和原因")
    part = card.part
    if difference > 0:
        cost = stock.cost_of(ctx, part) if unit_cost is None else unit_cost
        stock.put_in(ctx, [stock.Incoming(part, difference, cost)], source=Lot.Source.FOUND, why=reason)
    else:
        stock.give_up_reservations(ctx, card, -difference)
        stock.take_oldest_first(ctx, {part: -difference}, kind=Movement.Kind.ADJUST, why=reason.strip())
    requisitions.serve_waiting(ctx, [part])


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


@action("改价", by=[Role.PARTS_MANAGER])
def set_price(
    ctx: Act, part: Part, *, since: date, retail: Decimal, dealer: Decimal, warranty: Decimal
) -> None:
    """A new price from a day on; papers already made keep theirs."""
    if since < ctx.today:
        raise Refusal("价格不能改到过去：已开的单据按当时的价格")
    PartPrice(part=part, since=since, retail=retail, dealer=dealer, warranty=warranty).save()
