"""Where the till stands in the house: entries of the rail, queues of the home page, exports."""

from typing import Any

from django.urls import reverse

from zhangdian.foundation.ui import exports, nav, queues, waits
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import lists, queries
from zhangdian.resources.cashier.models import InvoiceRequest
from zhangdian.resources.cashier.posts import TILL

INVOICES = 50
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
    nav.entry(11, "receipt", "发票", "cashier:invoices", (*TILL, Role.ACCOUNTANT), invoices_to_enter)
    nav.entry(62, "wallet", "挂账", "cashier:accounts", (*BOOKS, Role.SERVICE_MANAGER))
    nav.entry(14, "file-check", "交班", "cashier:cashdays", BOOKS)
    nav.entry(61, "search", "查账", "cashier:receivables", BOOKS)
    exports.exportable("receivables", lists.Receivables, lists.receivables, readers=PRICES.roles)
    exports.exportable(
        "invoices", lists.Invoices, lambda ctx: InvoiceRequest.objects.of(ctx), readers=PRICES.roles
    )
    exports.exportable("accounts", lists.Accounts, lists.accounts, readers=PRICES.roles)


@queues.queue("等收款", TILL)
def bills_to_take(ctx: Any) -> list[queues.Task]:
    """Who waits to pay."""
    return [
        queues.Task(
            f"收款 {each.bill.balance} 元",
            f"{reverse('cashier:desk')}?r={each.bill.pk}",
            "去收款",
            since=each.bill.opened_at,
            plate=each.bill.purpose_text,
            remark=each.bill.text,
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
            plate=each.receivable.purpose_text,
        )
        for each in queries.invoices_to_enter(ctx).select_related("receivable")[:INVOICES]
    ]
