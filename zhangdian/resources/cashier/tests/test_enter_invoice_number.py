"""The number that the tax platform gave."""

from tests.support.saying_no import refused
from zhangdian.resources.cashier.actions import enter_invoice_number, request_invoice
from zhangdian.resources.cashier.models import InvoiceRequest
from zhangdian.resources.cashier.tests.arranging import a_bill


def an_invoice(shop):
    return request_invoice(
        shop.cashier, a_bill(shop), kind=InvoiceRequest.Kind.PERSONAL, title="邹雪梅"
    ).subject


def test_it_is_stored_with_its_day(shop):
    enter_invoice_number(shop.cashier, an_invoice(shop), number=" 26112000000012345678 ")
    invoice = InvoiceRequest.objects.get()
    assert (invoice.number, invoice.issued_on) == ("26112000000012345678", shop.today)


def test_a_number_is_entered_once(shop):
    enter_invoice_number(shop.cashier, an_invoice(shop), number="26112000000012345678")
    with refused("已经登记过"):
        enter_invoice_number(shop.cashier, an_invoice(shop), number="26112000000012345678")


def test_it_is_made_of_digits_and_letters(shop):
    with refused("数字和字母"):
        enter_invoice_number(shop.cashier, an_invoice(shop), number="没有号")
