"""The pages of the till: what they show, and that they cost the same for one row and for twenty."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, press, said
from zhangdian.resources.cashier.actions import Counted, close_shift, request_invoice
from zhangdian.resources.cashier.models import (
    CashDay,
    CashierShift,
    InvoiceRequest,
    Means,
    Payment,
    Receivable,
)
from zhangdian.resources.cashier.tests.arranging import a_bill, again, an_account, at_the_till, pay


def test_the_desk_shows_who_waits_and_takes_the_money(shop):
    till, bill = at_the_till(shop), a_bill(shop, "684.00")
    page = said(look(till, reverse("cashier:desk")))
    assert "邹雪梅" in page
    assert "确认到账 ¥684.00" in page
    url = reverse("ui:act", args=["cashier.take_payment", bill.pk])
    form = {"means": "cash", "amount": "684.00", "tendered": "700", "token": "t"}
    assert press(till, url, form).status_code == 204
    assert Payment.objects.get().change == Decimal("16.00")
    assert "684.00" in said(look(till, reverse("cashier:desk")))


def test_without_a_shift_the_desk_says_what_is_missing(shop):
    a_bill(shop)
    page = said(look(shop.cashier, reverse("cashier:desk")))
    assert "还没有开班" in page


def test_an_empty_desk_says_what_will_come(shop):
    assert "没有人等付款" in said(look(at_the_till(shop), reverse("cashier:desk")))


def test_a_refusal_comes_back_into_the_form(shop):
    till, bill = at_the_till(shop), a_bill(shop, "684.00")
    url = reverse("ui:act", args=["cashier.take_payment", bill.pk])
    answer = press(till, url, {"means": "scan", "amount": "684.00", "trade_no": "", "token": "t"})
    assert answer.status_code == 422
    assert "流水号" in said(answer)


@pytest.mark.parametrize("count", [1, 20])
def test_the_desk_costs_the_same_for_one_and_for_twenty(shop, count, django_assert_max_num_queries):
    till = at_the_till(shop)
    for _ in range(count):
        pay(till, a_bill(shop, "10.00"), "10.00")
        a_bill(shop)
    with django_assert_max_num_queries(25):
        look(till, reverse("cashier:desk"))


def test_every_page_of_the_till_opens(shop):
    till, bill, account = at_the_till(shop), a_bill(shop), an_account(shop)
    payment = pay(till, bill, "684.00")
    invoice = request_invoice(till, bill, kind=InvoiceRequest.Kind.PERSONAL, title="邹雪梅").subject
    names = [
        ("cashier:desk", []),
        ("cashier:receivables", []),
        ("cashier:receivable", [bill.pk]),
        ("cashier:payment_paper", [payment.pk]),
        ("cashier:invoices", []),
        ("cashier:cashdays", []),
        ("cashier:cashday", [CashDay.objects.get().pk]),
        ("cashier:cashiershift", [CashierShift.objects.get().pk]),
        ("cashier:accounts", []),
        ("cashier:accountcustomer", [account.pk]),
        ("ui:act", ["cashier.enter_invoice_number", invoice.pk]),
        ("ui:act", ["cashier.refund_payment", bill.pk]),
        ("ui:act", ["cashier.close_shift", CashierShift.objects.get().pk]),
    ]
    for name, keys in names:
        assert look(till, reverse(name, args=keys)).status_code == 200, (name, keys)
    for name in ("approve_on_account", "request_invoice"):
        other = a_bill(shop)
        url = reverse("ui:act", args=[f"cashier.{name}", other.pk])
        assert look(shop.front_desk_supervisor, url).status_code == 200, name


def test_the_receipt_says_the_amount_in_words(shop):
    payment = pay(at_the_till(shop), a_bill(shop, "684.00"), "684.00", tendered=Decimal(700))
    page = said(look(shop.cashier, reverse("cashier:payment_paper", args=[payment.pk])))
    assert "人民币陆佰捌拾肆元整" in page
    assert "16.00" in page


def test_a_drawer_is_closed_by_the_form_and_the_day_after_it(shop):
    till = at_the_till(shop)
    pay(till, a_bill(shop, "510.00"), "510.00")
    shift = CashierShift.objects.get()
    url = reverse("ui:act", args=["cashier.close_shift", shift.pk])
    short = press(till, url, {"cash": "1,000", "token": "a"})
    assert "差异原因" in said(short)
    assert press(till, url, {"cash": "1,010", "token": "b"}).status_code == 204
    day = reverse("ui:act", args=["cashier.close_day", shift.cash_day_id])
    form = {"deposited": "510.00", "deposit_slip": "中行 1", "token": "c"}
    assert press(till, day, form).status_code == 204
    assert CashDay.objects.get().state == CashDay.State.CLOSED


def test_on_account_without_an_account_goes_to_finance(shop):
    bill = a_bill(shop)
    url = reverse("ui:act", args=["cashier.approve_on_account", bill.pk])
    form = {"account": "", "reason": "转账在途", "token": "t"}
    assert press(shop.service_manager, url, form).status_code == 204
    assert again(bill).state == Receivable.State.OPEN


def test_counted_rows_are_kept_for_a_colleague_who_closes(shop):
    till = at_the_till(shop)
    close_shift(till, CashierShift.objects.get(), counted=[Counted(Means.CASH, Decimal(500))])
    assert "500.00" in said(look(till, reverse("cashier:cashiershift", args=[CashierShift.objects.get().pk])))
