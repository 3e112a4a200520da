"""The customer wants an invoice."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.resources.cashier.actions import refund_payment, request_invoice
from zhangdian.resources.cashier.models import InvoiceRequest
from zhangdian.resources.cashier.tests.arranging import a_bill, at_the_till, pay, sign

Kind = InvoiceRequest.Kind


def test_for_a_person_a_title_is_enough(shop):
    invoice = request_invoice(shop.cashier, a_bill(shop), kind=Kind.PERSONAL, title="邹雪梅").subject
    assert (invoice.amount, invoice.state) == (Decimal("684.00"), InvoiceRequest.State.REQUESTED)


def test_a_company_needs_its_tax_number(shop):
    with refused("税号"):
        request_invoice(shop.cashier, a_bill(shop), kind=Kind.SPECIAL, title="望澜出租公司")


def test_one_request_at_a_time(shop):
    bill = a_bill(shop)
    request_invoice(shop.cashier, bill, kind=Kind.PERSONAL, title="邹雪梅")
    with refused("已经申请过发票"):
        request_invoice(shop.cashier, bill, kind=Kind.PERSONAL, title="邹雪梅")


def test_it_is_for_what_remains_after_a_refund(shop):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop), "684.00")
    sign(
        shop.front_desk_supervisor,
        refund_payment(till, payment.receivable, payment=payment, amount=Decimal(84), why="多收"),
    )
    bill = payment.receivable
    assert request_invoice(till, bill, kind=Kind.PERSONAL, title="邹雪梅").subject.amount == Decimal("600.00")
