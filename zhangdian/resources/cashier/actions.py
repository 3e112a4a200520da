"""What people do with money, in the order of the day."""

import re
from dataclasses import dataclass
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.money import ZERO, yuan
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import gates, passes, queries, receivables
from zhangdian.resources.cashier.models import (
    BY_TRADE_NUMBER,
    AccountCustomer,
    CashDay,
    CashierShift,
    InvoiceRequest,
    Means,
    Payment,
    Receivable,
    Refund,
    ShiftCount,
)
from zhangdian.resources.cashier.passes import Pass
from zhangdian.resources.cashier.posts import TILL

ACCOUNT_APPROVERS = (
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_MANAGER,
    Role.FINANCE_MANAGER,
    Role.GENERAL_MANAGER,
)

# ---- the shift ------------------------------------------------------------------------------------


@action("开班", by=TILL, opens=CashierShift, gates=[acts_on_own_device])
def open_shift(ctx: Act, *, float_amount: Decimal) -> CashierShift:
    """The cashier counts her float; from here her payments belong to this shift and its day."""
    if float_amount < 0:
        raise Refusal("备用金不能是负数")
    if queries.open_shift_of(ctx):
        raise Refusal("您已经开班：先交班再开新班")
    shift = CashierShift(
        store_id=ctx.store_id,
        cash_day=open_cash_day(ctx),
        cashier_id=ctx.person_id or 0,
        opened_at=ctx.now,
        float_amount=yuan(float_amount),
        acted_at=ctx.now,
    )
    shift.save()
    return shift


def open_cash_day(ctx: Act) -> CashDay:
    """The first day that is not closed, locked so that it is not closed meanwhile."""
    day = queries.first_open_day(ctx)
    found = CashDay.objects.of(ctx).filter(day=day, state=CashDay.State.OPEN).lock().first()
    if found:
        return found  # type: ignore[no-any-return]
    cash_day = CashDay(store_id=ctx.store_id, day=day, acted_at=ctx.now)
    cash_day.save()
    return cash_day


# ---- money in -------------------------------------------------------------------------------------


@action(
    "收款",
    by=TILL,
    within={Receivable.State.OPEN, Receivable.State.PARTLY, Receivable.State.ON_ACCOUNT},
    gates=[acts_on_own_device, gates.cashier_has_opened_a_shift, gates.somebody_else_made_the_bill],
)
def take_payment(
    ctx: Act,
    receivable: Receivable,
    *,
    means: Means,
    amount: Decimal,
    tendered: Decimal | None = None,
    trade_no: str = "",
    gate_pass: Pass | None = None,
) -> None:
    """Money comes in; when the bill is covered the purpose waits no more, in the same instant."""
    amount, trade_no = yuan(amount), trade_no.strip()
    refuse_wrong_payment(receivable, means, amount, tendered, trade_no)
    shift = shift_under_way(ctx)
    payment = Payment(
        store_id=ctx.store_id,
        receivable=receivable,
        means=means,
        amount=amount,
        tendered=yuan(tendered) if tendered is not None else amount,
        trade_no=trade_no,
        shift=shift,
        cash_day_id=shift.cash_day_id,
        taken_by_id=ctx.person_id or 0,
        taken_at=ctx.now,
    )
    payment.save()
    ctx.draw_number(payment, "number", "SK")
    receivable.paid += amount
    receivables.settle(ctx, receivable)
    if not receivable.balance and receivable.on_account_at is None:
        passes.make_good(ctx, receivable, gate_pass)


def refuse_wrong_payment(
    receivable: Receivable, means: Means, amount: Decimal, tendered: Decimal | None, trade_no: str
) -> None:
    if amount <= 0:
        raise Refusal("收款金额要大于 0")
    if amount > receivable.balance:
        raise Refusal(
            f"只差 {receivable.balance} 元，多收了 {amount - receivable.balance} 元：现金请填“实付”找零"
        )
    if means is Means.CASH and tendered is not None and yuan(tendered) < amount:
        raise Refusal(f"客户付了 {yuan(tendered)} 元，不够 {amount} 元")
    if means is not Means.CASH and tendered is not None and yuan(tendered) != amount:
        raise Refusal("只有现金找零：其他方式按实收金额填")
    if means in BY_TRADE_NUMBER and not trade_no:
        raise Refusal(f"{means.label}要填渠道流水号，日结才对得上")


def shift_under_way(ctx: Act) -> CashierShift:
    """This cashier's shift, locked so that it is not closed meanwhile."""
    open_ones = queries.open_shifts(ctx, ctx.person_id or 0, True)
    if not open_ones:
        raise Refusal("您还没有开班：先点备用金开班", [Missing("开班", "", "cashier.open_shift")])
    return open_ones[0]  # type: ignore[no-any-return]


def account_is_good_for_it(
    ctx: Act, receivable: Receivable, *, account: AccountCustomer | None, reason: str, **_: object
) -> Signatures | None:
    """Within its limit and without overdue bills one approver is enough; else finance signs."""
    if account is None and not reason.strip():
        raise Refusal("没有挂账账户的，要写明为什么先放行")
    if account is None:
        over = "付款方没有挂账账户"
    elif overdue := queries.overdue_of(ctx, account):
        over = f"{account} 有 {overdue} 张逾期未付"
    elif (used := queries.used_of(ctx, account)) + receivable.balance > account.credit_limit:
        over = f"{account} 已用 {used} 元，额度 {account.credit_limit} 元"
    else:
        return None
    effect = f"{over}，仍挂账 {receivable.balance} 元"
    signers = [Role.FINANCE_MANAGER, Role.GENERAL_MANAGER]
    signer = next(role for role in signers if role not in ctx.roles)
    return Signatures((signer,), effect, receivable.balance)


@action(
    "批准挂账",
    by=ACCOUNT_APPROVERS,
    within={Receivable.State.OPEN, Receivable.State.PARTLY},
    needs=account_is_good_for_it,
    locks=("account",),
    gates=[acts_on_own_device],
)
def approve_on_account(
    ctx: Act,
    receivable: Receivable,
    *,
    account: AccountCustomer | None,
    reason: str,
    gate_pass: Pass | None = None,
) -> None:
    """Paid later, by the account's term; the car may leave."""
    if account and account.closed_on:
        raise Refusal(f"{account} 的挂账账户已停用")
    if account and account.plates and receivable.purpose_text not in account.plates.split(","):
        ctx.ask("plate_is_on_the_account", f"{receivable.purpose_text} 不在 {account} 允许挂账的车牌里")
    receivables.put_on_account(ctx, receivable, account)
    passes.make_good(ctx, receivable, gate_pass)


# ---- money back -----------------------------------------------------------------------------------


def refuse_wrong_refund(receivable: Receivable, payment: Payment, amount: Decimal, why: str) -> None:
    """Never more than came, by this very payment, and with a reason; asked again once it is signed."""
    if payment.receivable_id != receivable.pk:
        raise Refusal("这笔收款不属于这张应收")
    if amount <= 0 or not why.strip():
        raise Refusal("请填退款金额和原因")
    if amount > payment.amount - payment.refunded:
        raise Refusal(f"这笔收款最多还能退 {payment.amount - payment.refunded} 元")


GREAT_SUM = Decimal("10000.00")
"""Yuan from which the service manager takes part (SVM-17)."""


def refund_is_signed(
    ctx: Act, receivable: Receivable, *, payment: Payment, amount: Decimal, why: str, **_: object
) -> Signatures | None:
    """A second person signs every refund, by amount; whoever asks never signs (CAS-02, SVM-17)."""
    refuse_wrong_refund(receivable, payment, amount, why)
    signer = queries.refund_signer(ctx, amount)
    roles = [signer]
    if amount >= GREAT_SUM and Role.CASHIER in ctx.roles and signer is not Role.SERVICE_MANAGER:
        roles = [Role.SERVICE_MANAGER, signer]
    effect = f"退 {payment.get_means_display()} {yuan(amount)} 元，{receivable}：{why.strip()}"
    before, after = payment.amount - payment.refunded, payment.amount - payment.refunded - amount
    changes = (("这笔收款还剩", f"{before:,.2f} 元", f"{yuan(after):,.2f} 元"),)
    return Signatures(tuple(roles), effect, yuan(amount), changes)


@action(
    "退款",
    by=TILL,
    within={Receivable.State.PARTLY, Receivable.State.PAID, Receivable.State.ON_ACCOUNT},
    gates=[acts_on_own_device, gates.cashier_has_opened_a_shift],
    needs=refund_is_signed,
    locks=("payment",),
)
def refund_payment(
    ctx: Act,
    receivable: Receivable,
    *,
    payment: Payment,
    amount: Decimal,
    why: str,
    lowers_bill: bool = True,
    trade_no: str = "",
) -> None:
    """Money goes back by the channel on which it came, never more than came."""
    amount = yuan(amount)
    refuse_wrong_refund(receivable, payment, amount, why)
    shift = shift_under_way(ctx)
    refund = Refund(
        store_id=ctx.store_id,
        receivable=receivable,
        payment=payment,
        means=payment.means,
        amount=amount,
        lowers_bill=lowers_bill,
        trade_no=trade_no.strip(),
        why=why.strip(),
        shift=shift,
        cash_day_id=shift.cash_day_id,
        refunded_by_id=ctx.person_id or 0,
        refunded_at=ctx.now,
    )
    refund.save()
    ctx.draw_number(refund, "number", "TK")
    payment.receivable = receivable
    payment.refunded += amount
    payment.save()
    receivable.refunded += amount
    receivable.credited += amount if lowers_bill else ZERO
    receivables.unsettle(ctx, receivable)


# ---- invoices -------------------------------------------------------------------------------------


@action(
    "申请发票",
    by=(*TILL, Role.SERVICE_ADVISOR, Role.SALES_CONSULTANT, Role.FRONT_DESK_SUPERVISOR),
    within={
        Receivable.State.OPEN,
        Receivable.State.PARTLY,
        Receivable.State.PAID,
        Receivable.State.ON_ACCOUNT,
    },
    opens=InvoiceRequest,
    gates=[acts_on_own_device],
)
def request_invoice(
    ctx: Act,
    receivable: Receivable,
    *,
    kind: InvoiceRequest.Kind,
    title: PersonalText,
    tax_no: str = "",
    send_to: PersonalText = "",
) -> InvoiceRequest:
    """The customer wants an invoice; its number comes from the tax platform."""
    if not title.strip():
        raise Refusal("请填发票抬头")
    if kind is not InvoiceRequest.Kind.PERSONAL and not tax_no.strip():
        raise Refusal("单位发票要有税号")
    invoice = InvoiceRequest(
        store_id=ctx.store_id,
        receivable=receivable,
        kind=kind,
        title=title.strip(),
        tax_no=tax_no.strip().upper(),
        send_to=send_to.strip(),
        amount=receivable.amount - receivable.credited,
        requested_at=ctx.now,
        acted_at=ctx.now,
    )
    invoice.save()
    return invoice


@action(
    "登记发票号码",
    by=(*TILL, Role.ACCOUNTANT),
    moves=(InvoiceRequest.State.REQUESTED, InvoiceRequest.State.ISSUED),
    gates=[acts_on_own_device],
)
def enter_invoice_number(ctx: Act, invoice: InvoiceRequest, *, number: str) -> None:
    """The number that the tax platform gave; it is stored, never made here."""
    if not re.fullmatch("[0-9A-Za-z]{8,30}", number.strip()):
        raise Refusal("发票号码是 8 到 30 位数字和字母：请照税务平台上的抄")
    invoice.number = number.strip()
    invoice.issued_on = ctx.today


@action(
    "登记红冲",
    by=[Role.ACCOUNTANT, Role.FINANCE_MANAGER],
    moves=(InvoiceRequest.State.ISSUED, InvoiceRequest.State.VOID),
    gates=[acts_on_own_device],
)
def void_invoice(ctx: Act, invoice: InvoiceRequest, *, reason: str) -> None:
    """The tax platform took it back by a red invoice."""
    if not reason.strip():
        raise Refusal("红冲要写原因")


# ---- the drawer and the day -----------------------------------------------------------------------


@dataclass(frozen=True)
class Counted:
    """What was counted of one means, and why it differs from the book if it does."""

    means: Means
    amount: Decimal
    reason: str = ""


DIFFERENCE_FREE = Decimal("5.00")
"""Yuan of difference that a cashier explains alone (authority_limits.csv: rounding)."""


def difference_is_signed(ctx: Act, shift: CashierShift, *, counted: list[Counted]) -> Signatures | None:
    """A drawer that does not agree is signed by the front-desk supervisor (CAS-03)."""
    off = [count for count in counts_of(ctx, shift, counted) if abs(count.difference) > DIFFERENCE_FREE]
    if not off and shift.cashier_id == ctx.person_id:
        return None
    if not off:
        return Signatures((Role.FRONT_DESK_SUPERVISOR,), f"{shift.cashier} 已离开，代为点清交班，账实相符")
    text = "、".join(f"{count.get_means_display()} {count.difference:+}" for count in off)
    at_stake = sum((abs(count.difference) for count in off), ZERO)
    booked = tuple(
        (count.get_means_display(), f"账面 {count.booked:,.2f} 元", f"实点 {count.counted:,.2f} 元")
        for count in off
    )
    return Signatures((Role.FRONT_DESK_SUPERVISOR,), f"交班差异 {text} 元", at_stake, booked)


def counts_of(ctx: Act, shift: CashierShift, counted: list[Counted]) -> list[ShiftCount]:
    """Book against drawer, means by means; what has money in it must be counted, what differs explained."""
    if shift.cashier_id != ctx.person_id and shift.cashier.disabled_at is None:
        raise Refusal(f"{shift.cashier} 的班由本人交；不在店时请代理人登录交班")
    given = {each.means: each for each in counted}
    found = []
    for means, booked in queries.expected_in_drawer(ctx, shift).items():
        each = given.get(means, Counted(means, ZERO))
        if means not in given and booked:
            raise Refusal(f"还没有清点{means.label}：账面 {booked} 元")
        amount = yuan(each.amount)
        if amount != booked and not each.reason.strip():
            raise Refusal(f"{means.label}账面 {booked} 元，实点 {amount} 元：请写差异原因")
        if amount or booked:
            reason = each.reason.strip()
            found.append(ShiftCount(shift=shift, means=means, booked=booked, counted=amount, reason=reason))
    return found


@action(
    "交班",
    by=TILL,
    moves=(CashierShift.State.OPEN, CashierShift.State.CLOSED),
    needs=difference_is_signed,
    gates=[acts_on_own_device],
)
def close_shift(ctx: Act, shift: CashierShift, *, counted: list[Counted]) -> None:
    """The drawer is counted against the book, means by means; each difference has a reason."""
    ShiftCount.objects.add_many(counts_of(ctx, shift, counted))
    shift.closed_at = ctx.now


@action(
    "日结",
    by=(*TILL, Role.ACCOUNTANT, Role.FINANCE_MANAGER, Role.FRONT_DESK_SUPERVISOR),
    moves=(CashDay.State.OPEN, CashDay.State.CLOSED),
    gates=[acts_on_own_device],
)
def close_day(ctx: Act, cash_day: CashDay, *, deposited: Decimal, deposit_slip: str = "") -> None:
    """The day is locked: what comes later goes to the next open day."""
    if open_shifts := list(cash_day.shifts.filter(state=CashierShift.State.OPEN).select_related("cashier")):
        names = "、".join(str(shift.cashier) for shift in open_shifts)
        raise Refusal(f"还没有交班：{names}", [Missing("交班", names, "cashier.close_shift")])
    if deposited < 0 or (deposited and not deposit_slip.strip()):
        raise Refusal("缴存现金要填缴款单号")
    cash_day.deposited, cash_day.deposit_slip = yuan(deposited), deposit_slip.strip()
    cash_day.closed_at = ctx.now


# ---- accounts -------------------------------------------------------------------------------------


@action(
    "开挂账账户",
    by=[Role.FINANCE_MANAGER, Role.GENERAL_MANAGER],
    opens=AccountCustomer,
    gates=[acts_on_own_device],
)
def open_account(
    ctx: Act,
    *,
    name: str,
    credit_limit: Decimal,
    term_days: int,
    plates: str = "",
    contact: PersonalText = "",
    phone: PersonalText = "",
) -> AccountCustomer:
    """A customer who pays by the month: limit, term, plates."""
    if not name.strip() or credit_limit < 0 or term_days < 0:
        raise Refusal("请填单位名称、信用额度和账期")
    account = AccountCustomer(
        store_id=ctx.store_id,
        name=name.strip(),
        contact=contact.strip(),
        phone=phone.strip(),
        credit_limit=yuan(credit_limit),
        term_days=term_days,
        plates=",".join(plates.replace("，", " ").replace(",", " ").split()),
        approved_by_id=ctx.person_id,
        acted_at=ctx.now,
    )
    account.save()
    return account


@action("停用挂账账户", by=[Role.FINANCE_MANAGER, Role.GENERAL_MANAGER], gates=[acts_on_own_device])
def close_account(ctx: Act, account: AccountCustomer, *, reason: str) -> None:
    """No new bills on this account; what it owes stays owed."""
    if not reason.strip():
        raise Refusal("停用要写原因")
    account.closed_on = ctx.today
