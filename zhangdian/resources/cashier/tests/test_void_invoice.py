"""An invoice that was taken back."""

from tests.support.saying_no import refused
from zhangdian.resources.cashier.actions import enter_invoice_number, request_invoice, void_invoice
from zhangdian.resources.cashier.models import InvoiceRequest
from zhangdian.resources.cashier.tests.arranging import a_bill


def test_after_a_red_invoice_a_new_one_may_be_asked_for(shop):
    bill = a_bill(shop)
    asked_for = {"kind": InvoiceRequest.Kind.PERSONAL, "title": "邹雪梅"}
    invoice = request_invoice(shop.cashier, bill, **asked_for).subject
    with refused("已开"):
        void_invoice(shop.accountant, invoice, reason="抬头错")
    enter_invoice_number(shop.cashier, invoice, number="26112000000012345678")
    with refused("原因"):
        void_invoice(shop.accountant, invoice, reason="")
    void_invoice(shop.accountant, invoice, reason="抬头错")
    request_invoice(shop.cashier, bill, **asked_for)
