"""What is owed, who waits at the till, what was taken today, how much of an account is used."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.people.organization import limits
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.models import (
    AccountCustomer,
    CashDay,
    CashierShift,
    Means,
    Payment,
    Receivable,
    Refund,
)

Asker = Context | Act

REFUND_SIGNERS = {
    Role.CASHIER: (Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER, Role.GENERAL_MANAGER),
    Role.SALES_CASHIER: (Role.FI_MANAGER, Role.SALES_MANAGER, Role.GENERAL_MANAGER),
}
"""Who may sign a refund at which till, each within his limit."""


def receivables_waiting(ctx: Asker) -> Any:
    """The queue at the till, longest waiting first."""
    return Receivable.objects.of(ctx).unsettled().order_by("opened_at", "pk")


def open_shift_of(ctx: Asker) -> CashierShift | None:
    """The shift in which this person stands at the till now."""
    shifts = CashierShift.objects.of(ctx).filter(cashier=ctx.person_id, state=CashierShift.State.OPEN)
    shift: CashierShift | None = shifts.select_related("cash_day").first()
    return shift


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
        .aggregate(owed=Sum(F("amount") - F("credited") - F("paid") + F("refunded")))
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
