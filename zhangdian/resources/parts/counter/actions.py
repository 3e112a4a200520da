"""Parts without an order: sold over the counter, or drawn by a department."""

from dataclasses import dataclass
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.people.organization import limits
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import MANAGERS, Role
from zhangdian.resources.cashier import receivables
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.parts import requisitions, selling
from zhangdian.resources.parts.models import (
    CounterSale,
    CounterSaleLine,
    InternalUse,
    Part,
    Requisition,
    RequisitionLine,
)
from zhangdian.resources.parts.staff import WINDOW


@dataclass(frozen=True)
class SaleLine:
    """So many pieces of a part, at so many percent off the list price."""

    part: int
    quantity: int
    discount_percent: Decimal = Decimal(0)


def discount_is_within_limit(ctx: Act, *, lines: list[SaleLine], **_: object) -> Signatures | None:
    """Over his own limits somebody else signs; whoever asks does not sign himself."""
    highest = max((line.discount_percent for line in lines), default=Decimal(0))
    if not 0 < highest <= 100:
        return None
    less = selling.saved(ctx, [(line.part, line.quantity, line.discount_percent) for line in lines])
    effect = f"柜台销售折扣 {highest}%，共 {less:,.2f} 元"
    return limits.signatures_for(ctx, effect, less, parts_percent=highest, order_discount=less)


@action("柜台销售", by=WINDOW, opens=CounterSale, needs=discount_is_within_limit, gates=[acts_on_own_device])
def sell_over_counter(
    ctx: Act, *, lines: list[SaleLine], buyer: PersonalText, channel: CounterSale.Channel
) -> CounterSale:
    """Price and hold back the parts; they are issued once the till has the money."""
    if not lines:
        raise Refusal("还没有选配件")
    parts = selling.parts_of(ctx, [line.part for line in lines])
    sale = CounterSale(
        store_id=ctx.store_id,
        channel=channel,
        buyer=buyer.strip() or "散客",
        sold_by_id=ctx.person_id or 0,
        sold_at=ctx.now,
        acted_at=ctx.now,
        amount=Decimal(0),
    )
    priced = selling.priced(
        ctx, sale, [(parts[line.part], line.quantity, line.discount_percent) for line in lines]
    )
    sale.amount = sum((line.amount for line in priced), Decimal("0.00"))
    limits.note_given(ctx, selling.less_than_listed(priced))
    sale.save()
    ctx.draw_number(sale, "number", "LS")
    CounterSaleLine.objects.add_many(priced)
    requisition = requisitions.request_parts(
        ctx,
        [requisitions.Wanted(line.part, line.quantity, line.pk) for line in priced],
        purpose=sale,
        text=f"{sale.get_channel_display()}销售",
    )
    receivables.open_receivable(
        ctx,
        purpose=requisition,
        payer=receivables.Payer(Receivable.PayerKind.CUSTOMER, buyer.strip() or "散客"),
        amount=sale.amount,
        text="柜台销售",
        label="柜台销售",
        stops=["parts.issue_parts"],
    )
    return sale


def voiding_needs(ctx: Act, sale: CounterSale, *, reason: str) -> Signatures | None:
    if not reason.strip() or sale.voided_at:
        raise Refusal("作废要写原因" if not sale.voided_at else "这张销售单已经作废")
    effect = f"作废销售单 {sale.number} {sale.amount} 元：{reason.strip()}"
    return limits.signatures_to_undo(ctx, effect, sale.amount)


@action("作废销售单", by=WINDOW, needs=voiding_needs, gates=[acts_on_own_device])
def void_sale(ctx: Act, sale: CounterSale, *, reason: str) -> None:
    """Nothing is sold: bill and requisition go with it; refused while money or pieces are out."""
    limits.note_undone(ctx)
    for requisition in Requisition.objects.of(ctx).for_purpose(sale):
        receivables.void(ctx, requisition, reason.strip())
    requisitions.void_lines(ctx, sale, [line.pk for line in sale.lines.all()], reason.strip())
    sale.voided_at, sale.voided_because = ctx.now, reason.strip()


@dataclass(frozen=True)
class WantedRow:
    """So many pieces of a part."""

    part: int
    quantity: int


@action(
    "内部领用",
    by=(*MANAGERS, Role.WORKSHOP_SUPERVISOR, Role.FRONT_DESK_SUPERVISOR, Role.TOOL_KEEPER),
    opens=InternalUse,
    gates=[acts_on_own_device],
)
def ask_for_internal_use(ctx: Act, *, department: str, why: str, rows: list[WantedRow]) -> InternalUse:
    """A department draws parts for itself, on its own account."""
    if not department.strip() or not why.strip() or not rows:
        raise Refusal("请填部门、用途和要领的配件")
    parts: dict[int, Part] = selling.parts_of(ctx, [row.part for row in rows])
    use = InternalUse(
        store_id=ctx.store_id,
        department=department.strip(),
        why=why.strip(),
        asked_by_id=ctx.person_id or 0,
        asked_at=ctx.now,
        acted_at=ctx.now,
    )
    use.save()
    ctx.draw_number(use, "number", "NL")
    payer = RequisitionLine.Payer.INTERNAL
    requisitions.request_parts(
        ctx,
        [requisitions.Wanted(parts[row.part], row.quantity, payer=payer) for row in rows],
        purpose=use,
        text=f"内部 {use.department}",
        work_text=use.why,
    )
    return use
