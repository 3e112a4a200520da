"""What is owed, who waits at the till, what was taken today, how much of an account is used."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Min, Q, Sum, Value
from django.db.models.functions import Coalesce

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.organization import limits
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.models import (
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

Asker = Context | Act

REFUND_SIGNERS = {
    Role.CASHIER: (Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER, Role.GENERAL_MANAGER),
    Role.SALES_CASHIER: (Role.FI_MANAGER, Role.SALES_MANAGER, Role.GENERAL_MANAGER),
}
"""Who may sign a refund at which till, each within his limit."""


BALANCE = F("amount") - F("credited") - F("paid") + F("refunded")
"""What is still to come of a bill."""
BILLED = ~Q(state=Receivable.State.VOID)


def receivables_waiting(ctx: Asker) -> Any:
    """The queue at the till, longest waiting first."""
    return Receivable.objects.of(ctx).unsettled().order_by("opened_at", "pk")


def open_shift_of(ctx: Asker) -> CashierShift | None:
    """The shift in which this person stands at the till now."""
    return next(iter(open_shifts(ctx, ctx.person_id or 0, False)), None)


@worded
def open_shifts(ctx: Asker, cashier_id: int, locked: bool) -> Any:
    """The shift that this cashier has open: with its day, or locked so that nobody closes it meanwhile."""
    shifts = CashierShift.objects.of(ctx).filter(cashier=cashier_id, state=CashierShift.State.OPEN)
    return shifts.lock() if locked else shifts.select_related("cash_day")


def first_open_day(ctx: Asker) -> date:
    """Today, or the next day that is not closed: what comes late goes there."""
    closed = set(
        CashDay.objects.of(ctx)
        .filter(day__gte=ctx.today, state=CashDay.State.CLOSED)
        .order_by()
        .values_list("day", flat=True)
    )
    day: date = ctx.today
    while day in closed:
        day += timedelta(days=1)
    return day


def booked_by_means(ctx: Asker, **where: Any) -> Counter[str]:
    """Payments less refunds by means, of a shift or a day; amounts, exact."""
    came = Payment.objects.of(ctx).filter(**where).order_by().values_list("means").annotate(Sum("amount"))
    went = Refund.objects.of(ctx).filter(**where).order_by().values_list("means").annotate(Sum("amount"))
    booked: Counter[str] = Counter()
    for means, amount in came:
        booked[means] += amount
    for means, amount in went:
        booked[means] -= amount
    return booked


def expected_in_drawer(ctx: Asker, shift: CashierShift) -> dict[Means, Decimal]:
    """What the books say by means; cash with the float in the drawer."""
    booked = booked_by_means(ctx, shift=shift)
    return {
        means: (booked[means] or ZERO) + (shift.float_amount if means is Means.CASH else ZERO)
        for means in Means
    }


def used_of(ctx: Asker, account: AccountCustomer) -> Decimal:
    """What the account owes at this moment."""
    owed = (
        Receivable.objects.of(ctx)
        .filter(account=account, state=Receivable.State.ON_ACCOUNT)
        .aggregate(owed=Sum(BALANCE))
    )["owed"]
    return Decimal(owed or 0).quantize(ZERO)


def overdue_of(ctx: Asker, account: AccountCustomer) -> int:
    """How many of its bills are past their term."""
    return int(
        Receivable.objects.of(ctx)
        .filter(account=account, state=Receivable.State.ON_ACCOUNT, due_on__lt=ctx.today)
        .count()
    )


def refund_signer(ctx: Asker, amount: Decimal) -> Role:
    """The nearest post that may sign a refund of this amount alone."""
    till = Role.CASHIER if Role.CASHIER in ctx.roles else Role.SALES_CASHIER
    able = limits.who_may(ctx, "refund", amount)
    return next((role for role in REFUND_SIGNERS[till] if role in able), Role.GENERAL_MANAGER)


def invoice_last_time(ctx: Asker, receivable: Receivable) -> InvoiceRequest | None:
    """The last invoice of the same customer: title and tax number are not typed again."""
    if receivable.payer_customer_id is None:
        return None
    rows = InvoiceRequest.objects.of(ctx).filter(receivable__payer_customer=receivable.payer_customer_id)
    last: InvoiceRequest | None = rows.order_by("-requested_at", "-pk").first()
    return last


def float_last_time(ctx: Asker) -> Decimal:
    """The float of this cashier's last shift."""
    last = CashierShift.objects.of(ctx).filter(cashier=ctx.person_id).first()
    return last.float_amount if last else Decimal("500.00")


TARGET_MINUTES = 5
"""From the bill to the money; beyond it the queue turns red."""
MOST = 60
WAITS_AT_THE_TILL = (Receivable.PayerKind.CUSTOMER, Receivable.PayerKind.COMPANY)


@dataclass
class Waiting:
    """One bill in the queue."""

    bill: Receivable
    minutes: int

    @property
    def over(self) -> int:
        return max(0, self.minutes - TARGET_MINUTES)

    @property
    def late_words(self) -> str:
        return f"超 {self.over} 分"


def waiting(ctx: Asker) -> list[Waiting]:
    """Who waits at the till, longest first."""
    rows = receivables_waiting(ctx).filter(payer_kind__in=WAITS_AT_THE_TILL)[:MOST]
    return [Waiting(bill, clock.minutes_between(bill.opened_at, ctx.now)) for bill in rows]


@dataclass(frozen=True)
class Taken:
    """Today's money of one means."""

    means: Means
    count: int
    amount: Decimal


def taken_today(ctx: Asker) -> tuple[int, Decimal, list[Taken]]:
    """Payments of today: how many, how much, and by means."""
    start, end = clock.day_bounds(ctx.today)
    rows = Payment.objects.of(ctx).filter(taken_at__gte=start, taken_at__lt=end).order_by()
    by_means = {
        means: Taken(Means(means), count, Decimal(amount).quantize(ZERO))
        for means, count, amount in rows.values_list("means").annotate(Count("pk"), Sum("amount"))
    }
    taken = [by_means[means] for means in Means if means in by_means]
    return sum(each.count for each in taken), sum((each.amount for each in taken), ZERO), taken


def payments_just_taken(ctx: Asker, most: int = 8) -> list[Payment]:
    """The last receipts, with their bills and invoices."""
    rows = Payment.objects.of(ctx).select_related("receivable", "taken_by")
    return list(rows.prefetch_related("receivable__invoices").order_by("-taken_at", "-pk")[:most])


def invoices_to_enter(ctx: Asker) -> Any:
    """Invoices whose number has not come back."""
    return InvoiceRequest.objects.of(ctx).filter(state=InvoiceRequest.State.REQUESTED)


@dataclass(frozen=True)
class MeansOfDay:
    """Book and drawer of a day by one means."""

    means: Means
    came: Decimal
    went: Decimal
    counted: Decimal
    difference: Decimal

    @property
    def net(self) -> Decimal:
        return self.came - self.went


def day_by_means(ctx: Asker, cash_day: CashDay) -> list[MeansOfDay]:
    """What came, went and was counted on a day."""
    came, went, counted, off = (dict.fromkeys(Means, ZERO) for _ in range(4))
    for means, amount in Payment.objects.of(ctx).filter(cash_day=cash_day).values_list("means", "amount"):
        came[Means(means)] += amount
    for means, amount in Refund.objects.of(ctx).filter(cash_day=cash_day).values_list("means", "amount"):
        went[Means(means)] += amount
    counts = ShiftCount.objects.of(ctx).filter(shift__cash_day=cash_day).select_related("shift")
    for count in counts:
        counted[Means(count.means)] += count.counted
        off[Means(count.means)] += count.difference
    return [
        MeansOfDay(means, came[means], went[means], counted[means], off[means])
        for means in Means
        if came[means] or went[means] or counted[means]
    ]


# ---- what the finance manager asks after ------------------------------------------------------------

USUAL_TERM = timedelta(days=30)
"""Within so many days pays who has no account, or by his own statement: insurer, maker."""
ON_ACCOUNT = Q(state=Receivable.State.ON_ACCOUNT)


def past_term(ctx: Any) -> Q:
    """Bills on account whose day has gone by; what the store owes itself is chased by nobody."""
    by_statement = Q(due_on=None, on_account_at__lt=ctx.now - USUAL_TERM)
    outside = ~Q(payer_kind=Receivable.PayerKind.INTERNAL)
    return ON_ACCOUNT & outside & (Q(due_on__lt=ctx.today) | by_statement)


def bills_past_term(ctx: Any) -> Any:
    """Those that stand under no account: insurers, the maker, who was let go by a signature."""
    return Receivable.objects.of(ctx).filter(past_term(ctx), account=None)


def accounts_to_ask_after(ctx: Any) -> Any:
    """Accounts that owe more than their limit or something past its day: `owed`, `overdue`, `since`."""
    bill = F("receivables__amount") - F("receivables__credited") - F("receivables__paid")
    on_account = Q(receivables__state=Receivable.State.ON_ACCOUNT)
    overdue = on_account & Q(receivables__due_on__lt=ctx.today)
    rows = AccountCustomer.objects.of(ctx).annotate(
        owed=Coalesce(
            Sum(bill + F("receivables__refunded"), filter=on_account),
            Value(ZERO),
            output_field=DecimalField(max_digits=12, decimal_places=2),
        ),
        overdue=Count("receivables", filter=overdue),
        since=Min("receivables__due_on", filter=overdue),
    )
    return rows.filter(Q(overdue__gt=0) | Q(owed__gt=F("credit_limit")))


def days_not_closed(ctx: Any) -> Any:
    """Days of the cash book that are over and still open."""
    return CashDay.objects.of(ctx).filter(state=CashDay.State.OPEN, day__lt=ctx.today)


def drawers_that_differed(ctx: Any) -> Any:
    """What was counted otherwise than booked, of shifts that ended yesterday and today."""
    rows = ShiftCount.objects.of(ctx).exclude(booked=F("counted"))
    return rows.filter(shift__closed_at__gte=ctx.midnight - timedelta(days=1))


def invoices_of_earlier_days(ctx: Any) -> Any:
    """Invoices that were asked for before today and have no number."""
    return invoices_to_enter(ctx).filter(requested_at__lt=ctx.midnight)
