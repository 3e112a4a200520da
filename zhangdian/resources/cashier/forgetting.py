"""What the till keeps of a customer who asked to be forgotten, and what it empties."""

from collections.abc import Iterator
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.records import Root
from zhangdian.people.customers.erasing.forgetting import ERASED
from zhangdian.people.customers.erasing.keeping import Kept, erases_customers, keeps_customers, kept_for_years
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization import rates
from zhangdian.resources.cashier.models import InvoiceRequest, Receivable

BOOKS = rates.standard("保存年数 账目凭证", 10, "年")
"""税收征收管理法实施细则 §29."""
State = Receivable.State


@keeps_customers
def unpaid_money(ctx: Any, customer: Customer) -> Kept | None:
    owed = Receivable.objects.filter(payer_customer=customer)
    waiting = owed.filter(state__in=[State.OPEN, State.PARTLY, State.ON_ACCOUNT])
    return Kept("有未结清的账") if waiting.exists() else None


@keeps_customers
def voucher(ctx: Any, customer: Customer) -> Kept | None:
    last = Receivable.objects.filter(payer_customer=customer).order_by("-opened_at").first()
    return kept_for_years(ctx, "账目和凭证", last and (last.settled_at or last.opened_at), BOOKS)


@erases_customers
def payers(ctx: Act, customer: Customer) -> Iterator[Root]:
    """The name goes once the law lets the voucher go; what was owed and paid stays."""
    for owed in Receivable.objects.filter(payer_customer=customer).order_by("pk").lock():
        owed.payer_name = ERASED
        owed.save()
        yield owed
        for invoice in InvoiceRequest.objects.filter(receivable=owed).order_by("pk").lock():
            invoice.title, invoice.send_to = ERASED, ""
            invoice.save()
            yield invoice
