"""Statements: from done and authorized lines only, split by payer, VAT per line, totals are sums."""

from collections import Counter
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.money import ZERO, split_vat
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import whole, worded
from zhangdian.frontline.service.models import (
    GatePass,
    OrderLine,
    PartLine,
    Payer,
    RepairOrder,
    Statement,
    StatementLine,
)
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import receivables
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.parts import queries as parts_queries


@stops("结算单已出")
def statement_is_made(ctx: Any, order: RepairOrder) -> Missing | None:
    if not valid(order):
        return Missing("还没出结算单", Role.SERVICE_ADVISOR.label, "service.make_statement")
    return None


def make(ctx: Act, order: RepairOrder) -> list[Statement]:
    """One statement per payer; an earlier unsigned version is void, more than agreed is refused."""
    void(ctx, order)
    lines = [line for line in order.authorized_lines() if line.finished_at]
    parts = kept_parts(ctx, order, lines)
    refuse_more_than_agreed(order, lines, parts)
    revision = len(order.at_hand("statements")) + 1
    made = []
    for payer in Payer:
        mine = [line for line in lines if line.payer == payer]
        if not mine and not (payer is Payer.CUSTOMER and not lines):
            continue
        made.append(make_one(ctx, order, payer, mine, parts, revision))
    return made


def kept_parts(ctx: Act, order: RepairOrder, lines: list[OrderLine]) -> dict[int, list[PartLine]]:
    """Parts by line, as issued and not returned: what is billed is what is on the car (service.md §17)."""
    issued = parts_queries.kept_by_order_line(ctx, order)
    by_line: dict[int, list[PartLine]] = {line.pk: [] for line in lines}
    for row in order.standing_parts():
        if row.line_id not in by_line:
            continue
        kept = issued.get(row.line_id, Counter())[row.part_id]
        if kept != row.quantity:
            raise Refusal(
                f"“{row.name}”委托书上 {row.quantity} 件，实发 {kept} 件：对不上不能结算",
                [Missing("补发料、退料，或改委托书上的数量", Role.STOREKEEPER.label, "parts.issue_parts")],
            )
        by_line[row.line_id].append(row)
    return by_line


def refuse_more_than_agreed(
    order: RepairOrder, lines: list[OrderLine], parts: dict[int, list[PartLine]]
) -> None:
    """The customer pays at most what he has agreed to (PROC-D-27)."""
    mine = [line for line in lines if line.payer == Payer.CUSTOMER]
    total = sum((line.amount for line in mine), ZERO) + sum(
        (row.amount for line in mine for row in parts[line.pk]), ZERO
    )
    if total > order.agreed_amount:
        raise Refusal(
            f"客户同意 {order.agreed_amount:,.2f} 元，结算 {total:,.2f} 元，"
            f"多出 {total - order.agreed_amount:,.2f} 元：请客户对增项授权，或减项后再结算"
        )


def make_one(
    ctx: Act,
    order: RepairOrder,
    payer: Payer,
    lines: list[OrderLine],
    parts: dict[int, list[PartLine]],
    revision: int,
) -> Statement:
    """The statement of one payer with its lines."""
    rows = []
    for line in lines:
        rows.append(
            _row(order, line, StatementLine.Kind.LABOUR, line.name, line.quantity, line.labour, line.discount)
        )
        for part in parts[line.pk]:
            row = _row(order, line, StatementLine.Kind.PART, part.name, part.quantity, part.amount, ZERO)
            row.part_line = part
            rows.append(row)
    statement = Statement(
        order=order,
        payer=payer,
        revision=revision,
        labour=_sum(rows, "price", StatementLine.Kind.LABOUR),
        parts=_sum(rows, "price", StatementLine.Kind.PART),
        discount=_sum(rows, "discount"),
        total=_sum(rows, "amount"),
        net=_sum(rows, "net"),
        tax=_sum(rows, "tax"),
        made_at=ctx.now,
    )
    statement.save()
    for row in rows:
        row.statement = statement
    if rows:
        StatementLine.objects.add_many(rows)
    ctx.draw_number(statement, "number", "JS")
    return statement


def _row(
    order: RepairOrder,
    line: OrderLine,
    kind: str,
    name: str,
    quantity: int,
    price: Decimal,
    discount: Decimal,
) -> StatementLine:
    net, tax = split_vat(price - discount, line.vat_rate)
    return StatementLine(
        order=order,
        kind=kind,
        line=line,
        name=name,
        quantity=quantity,
        price=price,
        discount=discount,
        amount=price - discount,
        net=net,
        tax=tax,
    )


def _sum(rows: list[StatementLine], what: str, kind: str | None = None) -> Decimal:
    return sum((getattr(row, what) for row in rows if kind is None or row.kind == kind), ZERO)


def valid(order: RepairOrder) -> list[Statement]:
    """Its statements that are not void, one of each payer."""
    return [each for each in order.at_hand("statements") if each.voided_at is None]


def customer_amount(order: RepairOrder) -> Decimal:
    """What the customer pays by the valid statement (yuan)."""
    return sum((each.total for each in valid(order) if each.payer == Payer.CUSTOMER), ZERO)


def void(ctx: Act, order: RepairOrder) -> None:
    """Statements are void with their number; refused once money has come."""
    kept = valid(order)
    if not kept:
        return
    receivables.void(ctx, order)
    for statement in kept:
        statement.voided_at = ctx.now
    Statement.objects.change_many(kept, ["voided_at"])


def bill(ctx: Act, order: RepairOrder) -> GatePass:
    """The signed statements become what is owed; the gate pass is good once the customer's part is paid.

    A new pass has its number from the paper that is frozen with it, or by `draw_number`.
    """
    billed_by = maker(ctx, order)
    for statement in valid(order):
        statement.signed_at = ctx.now
        statement.save()
        if statement.total > 0:
            receivables.open_receivable(
                ctx,
                purpose=order,
                payer=payer_of(order, statement),
                amount=statement.total,
                text=order.get_kind_display(),
                label=order.plate,
                document=statement.number,
                billed_by=billed_by,
            )
    made: list[GatePass] = order.at_hand("gate_pass")
    if made:
        return made[0]
    gate_pass = GatePass(order=order, store_id=ctx.store_id, code=f"{order.pk:06d}"[-6:], made_at=ctx.now)
    gate_pass.save()
    return gate_pass


def maker(ctx: Act, order: RepairOrder) -> int | None:
    """Who made the valid statements, all in one act; not who has them signed."""
    return next(iter(_makers(ctx, order.pk)), None)


@worded
def _makers(ctx: Any, order_id: int) -> Any:
    made = Statement.objects.of(ctx).filter(order=order_id, voided_at=None).order_by("pk")
    return made.values_list("entry__person", flat=True)


def payer_of(order: RepairOrder, statement: Statement) -> receivables.Payer:
    """Whom the cashier asks."""
    if statement.payer == Payer.CUSTOMER:
        owner = whole(None, Customer, order.customer_id, for_acts=False) if order.customer_id else None
        name = owner.name.open() if owner else (order.sender_name or order.plate)
        return receivables.Payer(Receivable.PayerKind.CUSTOMER, name, order.customer_id)
    return receivables.Payer(Receivable.PayerKind(statement.payer), Payer(statement.payer).label)
