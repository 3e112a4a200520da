"""Where the till stands in the house: entries of the rail, queues of the home page, exports."""

from datetime import time
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import exports, nav, queues, waits
from zhangdian.people.customers import plates
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import lists, queries
from zhangdian.resources.cashier.models import CashDay, InvoiceRequest, Receivable
from zhangdian.resources.cashier.posts import TILL

INVOICES = 50
ACCOUNTS = (Role.ACCOUNTANT, Role.FINANCE_MANAGER)
BOOKS = (*TILL, Role.ACCOUNTANT, Role.FINANCE_MANAGER, Role.GENERAL_MANAGER, Role.FRONT_DESK_SUPERVISOR)


def at_the_till(ctx: Any) -> waits.Waiting:
    """How many wait to pay, red once one waits too long."""
    found = queries.waiting(ctx)
    return waits.Waiting(len(found), late=any(each.over for each in found))


@waits.Tally
def invoices_to_enter(ctx: Any) -> waits.Waits:
    return waits.Waits(queries.invoices_to_enter(ctx), most=INVOICES)


def join() -> None:
    """Entries and exports; called once all rooms stand."""
    nav.entry(10, "cash", "收款", "cashier:desk", TILL, at_the_till)
    nav.entry(11, "receipt", "发票", "cashier:invoices", (*TILL, *ACCOUNTS), invoices_to_enter)
    nav.entry(62, "wallet", "挂账", "cashier:accounts", (*BOOKS, Role.SERVICE_MANAGER))
    nav.entry(14, "file-check", "交班", "cashier:cashdays", BOOKS)
    nav.entry(61, "search", "查账", "cashier:receivables", BOOKS)
    exports.exportable("receivables", lists.Receivables, lists.receivables, readers=PRICES.roles)
    exports.exportable(
        "invoices", lists.Invoices, lambda ctx: InvoiceRequest.objects.of(ctx), readers=PRICES.roles
    )
    exports.exportable("cashdays", lists.CashDays, lambda ctx: CashDay.objects.of(ctx), readers=PRICES.roles)
    exports.exportable("accounts", lists.Accounts, lists.accounts, readers=PRICES.roles)


def plate_in(bill: Receivable) -> str:
    """The car for which it is owed; nothing where it is owed for something else."""
    try:
        return plates.judge(bill.purpose_text).text
    except plates.PlateRefused:
        return ""


def beside(bill: Receivable) -> str:
    """What for, with what it is owed for where that is no car."""
    words = [bill.text] if plate_in(bill) else [bill.purpose_text, bill.text]
    return " ".join(dict.fromkeys(filter(None, words)))


@queues.queue("等收款", TILL)
def bills_to_take(ctx: Any) -> list[queues.Task]:
    """Who waits to pay."""
    return [
        queues.Task(
            f"收款 {each.bill.balance} 元",
            f"{reverse('cashier:desk')}?r={each.bill.pk}",
            "去收款",
            since=each.bill.opened_at,
            plate=plate_in(each.bill),
            remark=beside(each.bill),
            tone="late" if each.over else "",
        )
        for each in queries.waiting(ctx)
    ]


@queues.queue("待开发票", (*TILL, Role.ACCOUNTANT), invoices_to_enter)
def invoices_to_issue(ctx: Any) -> list[queues.Task]:
    """Invoices whose number has not come back."""
    return [
        queues.Task(
            f"开发票 {each.amount} 元",
            reverse("ui:act", args=["cashier.enter_invoice_number", each.pk]),
            "登记号码",
            since=each.requested_at,
            plate=plate_in(each.receivable),
            remark=beside(each.receivable),
        )
        for each in queries.invoices_to_enter(ctx).select_related("receivable")[:INVOICES]
    ]


@queues.queue(
    "挂账要过问",
    [Role.FINANCE_MANAGER],
    lambda ctx: waits.Waits(queries.accounts_to_ask_after(ctx), Q(overdue__gt=0)),
)
def accounts_to_ask_after(ctx: Any) -> list[queues.Task]:
    """Who pays by the month and is past his day, or owes more than was agreed."""
    return [
        queues.Task(
            f"{account.name}：{'逾期 ' + str(account.overdue) + ' 张' if account.overdue else '超过额度'}",
            reverse("cashier:accountcustomer", args=[account.pk]),
            "看账",
            since=clock.instant(account.since, time()) if account.since else None,
            remark=f"欠 {account.owed:,.2f}，额度 {account.credit_limit:,.2f}",
            tone="late" if account.overdue else "",
        )
        for account in queries.accounts_to_ask_after(ctx)[: waits.MOST]
    ]


@queues.queue(
    "应收逾期", [Role.FINANCE_MANAGER], lambda ctx: waits.Waits(queries.bills_past_term(ctx), late=True)
)
def bills_past_term(ctx: Any) -> list[queues.Task]:
    """Insurers, the maker and others without an account, past the usual term."""
    return [
        queues.Task(
            f"{bill.get_payer_kind_display()}欠 {bill.balance:,.2f}，过期未到账",
            reverse("cashier:receivable", args=[bill.pk]),
            "看单",
            since=bill.on_account_at,
            plate=plate_in(bill),
            remark=beside(bill),
            tone="late",
        )
        for bill in queries.bills_past_term(ctx).order_by("on_account_at", "pk")[: waits.MOST]
    ]


@queues.queue("还没日结", ACCOUNTS, lambda ctx: waits.Waits(queries.days_not_closed(ctx), late=True))
def days_to_close(ctx: Any) -> list[queues.Task]:
    """Days that nobody locked in the evening."""
    return [
        queues.Task(
            f"{day.day:%m-%d} 还没日结",
            reverse("cashier:cashday", args=[day.pk]),
            "去日结",
            since=clock.instant(day.day, time()),
            tone="late",
        )
        for day in queries.days_not_closed(ctx).order_by("day")[: waits.MOST]
    ]


@queues.queue("长款短款", [Role.FINANCE_MANAGER], lambda ctx: waits.Waits(queries.drawers_that_differed(ctx)))
def drawers_that_differed(ctx: Any) -> list[queues.Task]:
    """Drawers that did not agree yesterday and today, with whose and why (CAS-03)."""
    rows = queries.drawers_that_differed(ctx).select_related("shift__cashier").order_by("shift__closed_at")
    return [
        queues.Task(
            f"{count.get_means_display()}{count.off}",
            reverse("cashier:cashiershift", args=[count.shift_id]),
            "看交班",
            since=count.shift.closed_at,
            remark=f"{count.shift.cashier}：{count.reason}",
        )
        for count in rows[: waits.MOST]
    ]


@queues.queue(
    "发票没开",
    [Role.FINANCE_MANAGER],
    lambda ctx: waits.Waits(queries.invoices_of_earlier_days(ctx), late=True),
)
def invoices_left_over(ctx: Any) -> list[queues.Task]:
    """Invoices that customers asked for before today."""
    rows = queries.invoices_of_earlier_days(ctx).select_related("receivable")
    return [
        queues.Task(
            f"发票 {each.amount:,.2f} 还没开",
            reverse("cashier:receivable", args=[each.receivable_id]),
            "看单",
            since=each.requested_at,
            plate=plate_in(each.receivable),
            remark=beside(each.receivable),
            tone="late",
        )
        for each in rows[: waits.MOST]
    ]
