"""Looking at the till: the desk, bills, receipts, days, invoices, accounts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import holds
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.trails import timeline
from zhangdian.people.customers.sights import PRICES
from zhangdian.resources.cashier import lists, papers, queries
from zhangdian.resources.cashier.models import (
    AccountCustomer,
    CashDay,
    CashierShift,
    InvoiceRequest,
    Payment,
    Receivable,
)


@require_GET
@read_by(PRICES.roles)
def desk(request: HttpRequest) -> HttpResponse:
    """收款: who waits, the bill at hand, today's money, the last receipts."""
    ctx = request.ctx  # type: ignore[attr-defined]
    waiting = queries.waiting(ctx)
    at_hand = next((each for each in waiting if str(each.bill.pk) == request.GET.get("r")), None)
    at_hand = at_hand or next(iter(waiting), None)
    count, amount, taken = queries.taken_today(ctx)
    facts = {
        "waiting": waiting,
        "at_hand": at_hand,
        "holds": holds.open_on(ctx, [at_hand.bill])[at_hand.bill.pk] if at_hand else [],
        "shift": queries.open_shift_of(ctx),
        "count": count,
        "amount": amount,
        "taken": taken,
        "last": queries.payments_just_taken(ctx),
    }
    return render(request, "cashier/desk.html", facts)


@require_GET
@read_by(PRICES.roles)
def receivables(request: HttpRequest) -> HttpResponse:
    """查账: every bill."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Receivables(request, lists.receivables(ctx), ctx)
    return render(request, "cashier/receivables.html", {"listing": listing})


@require_GET
@read_by(PRICES.roles)
def receivable(request: HttpRequest, pk: int) -> HttpResponse:
    """One bill: its money in and out, invoices, what happened."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = Receivable.objects.of(ctx).select_related("account")
    bill = rows.prefetch_related("payments__taken_by", "refunds__refunded_by", "invoices").here(pk)
    facts = {
        "bill": bill,
        "holds": holds.open_on(ctx, [bill])[bill.pk],
        "timeline": timeline(ctx, bill),
    }
    return render(request, "cashier/receivable.html", facts)


@require_GET
@read_by(PRICES.roles)
def payment_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The 收据 as it prints."""
    ctx = request.ctx  # type: ignore[attr-defined]
    payment = Payment.objects.of(ctx).select_related("receivable", "taken_by").here(pk)
    facts = {"kind": papers.RECEIPT, "body": papers.RECEIPT.draw(ctx, payment), "payment": payment}
    return render(request, "cashier/payment_paper.html", facts)


@require_GET
@read_by(PRICES.roles)
def invoices(request: HttpRequest) -> HttpResponse:
    """发票: what is to be issued, and what was."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Invoices(request, InvoiceRequest.objects.of(ctx), ctx)
    facts = {
        "listing": listing,
        "waiting": list(queries.invoices_to_enter(ctx).select_related("receivable")[:8]),
    }
    return render(request, "cashier/invoices.html", facts)


@require_GET
@read_by(PRICES.roles)
def cashdays(request: HttpRequest) -> HttpResponse:
    """交班: my shift, and the days."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.CashDays(request, CashDay.objects.of(ctx), ctx)
    return render(request, "cashier/cashdays.html", {"listing": listing, "shift": queries.open_shift_of(ctx)})


@require_GET
@read_by(PRICES.roles)
def cashday(request: HttpRequest, pk: int) -> HttpResponse:
    """日结: the day by means, its shifts, differences and deposit."""
    ctx = request.ctx  # type: ignore[attr-defined]
    day = CashDay.objects.of(ctx).here(pk)
    shifts = day.shifts.select_related("cashier").prefetch_related("counts")
    facts = {"day": day, "shifts": shifts, "by_means": queries.day_by_means(ctx, day)}
    return render(request, "cashier/cashday.html", facts)


@require_GET
@read_by(PRICES.roles)
def cashiershift(request: HttpRequest, pk: int) -> HttpResponse:
    """One shift: what the book says and what was counted."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = CashierShift.objects.of(ctx).select_related("cashier", "cash_day").prefetch_related("counts")
    shift = rows.here(pk)
    facts = {"shift": shift, "expected": list(queries.expected_in_drawer(ctx, shift).items())}
    return render(request, "cashier/cashiershift.html", facts)


@require_GET
@read_by(PRICES.roles)
def accounts(request: HttpRequest) -> HttpResponse:
    """挂账: who pays by the month."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Accounts(request, lists.accounts(ctx), ctx)
    return render(request, "cashier/accounts.html", {"listing": listing})


@require_GET
@read_by(PRICES.roles)
def accountcustomer(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: limit, what is used, its open bills."""
    ctx = request.ctx  # type: ignore[attr-defined]
    account = AccountCustomer.objects.of(ctx).select_related("approved_by").here(pk)
    bills = Receivable.objects.of(ctx).filter(account=account, state=Receivable.State.ON_ACCOUNT)
    facts = {"account": account, "used": queries.used_of(ctx, account), "bills": list(bills[:100])}
    return render(request, "cashier/accountcustomer.html", facts)
