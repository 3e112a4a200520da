"""What tests of the till begin with: a bill of a counter sale, a cashier with an open shift."""

from decimal import Decimal
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Hold
from zhangdian.resources.cashier.actions import open_account, open_shift, take_payment
from zhangdian.resources.cashier.models import AccountCustomer, Means, Payment, Receivable
from zhangdian.resources.parts.actions import SaleLine, sell_over_counter
from zhangdian.resources.parts.models import CounterSale, Requisition
from zhangdian.resources.parts.tests.arranging import a_part


def a_bill(shop: Shop, amount: str = "684.00", seller: Context | None = None) -> Receivable:
    """A customer owes this for a part over the counter."""
    part = a_part(shop, (9, "20", 9), retail=amount)
    sale = sell_over_counter(
        seller or shop.storekeeper,
        lines=[SaleLine(part.pk, 1)],
        buyer="邹雪梅",
        channel=CounterSale.Channel.COUNTER,
    ).subject
    requisition = Requisition.objects.for_purpose(sale).get()
    bill: Receivable = Receivable.objects.for_purpose(requisition).get()
    return bill


def at_the_till(shop: Shop, by: Any = None) -> Any:
    """A cashier who has opened her shift with 500 yuan."""
    who = by or shop.cashier
    open_shift(who, float_amount=Decimal(500))
    return who


def pay(who: Any, bill: Receivable, amount: str, means: Means = Means.CASH, **more: Any) -> Payment:
    if means is not Means.CASH:
        more.setdefault("trade_no", f"T{bill.pk}-{amount}")
    done = take_payment(who, bill, means=means, amount=Decimal(amount), **more)
    payment: Payment = Payment.objects.get(entry=done.entry)
    return payment


def again(bill: Receivable) -> Receivable:
    fresh: Receivable = Receivable.objects.get(pk=bill.pk)
    return fresh


def waits(bill: Receivable) -> bool:
    """Whether something still waits for this money."""
    return bool(
        Hold.objects.filter(source_type="cashier.receivable", source_id=bill.pk, lifted_at=None).exists()
    )


def an_account(shop: Shop, limit: str = "5000", **more: Any) -> AccountCustomer:
    inputs = {"name": "望澜出租公司", "credit_limit": Decimal(limit), "term_days": 30, **more}
    account: AccountCustomer = open_account(shop.finance_manager, **inputs).subject
    return account


def sign(who: Any, done: Any) -> Any:
    """Sign what waits for a signature."""
    assert done.waits_for_signature
    return sign_request(who, done.subject)
