"""One bill at two tills, one refund signed by many, one number twice: one success each (R4a)."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from tests.concurrency.test_last_piece import guard_off, outcome
from tests.support.copies import at_once
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.models import Request
from zhangdian.resources.cashier.actions import approve_on_account, open_shift, refund_payment
from zhangdian.resources.cashier.models import AccountCustomer, CashDay, Means, Payment, Receivable, Refund
from zhangdian.resources.cashier.queries import used_of
from zhangdian.resources.cashier.tests.arranging import a_bill, again, an_account, at_the_till, pay, sign

ROUNDS = 10


def two_tills(shop: Any) -> list[Any]:
    return [at_the_till(shop, who) for who in (shop.cashier, shop.second_cashier, shop.sales_cashier)]


def test_one_bill_at_three_tills_is_paid_once(own_shop):
    tills = two_tills(own_shop)
    for _ in range(ROUNDS):
        bill = a_bill(own_shop)
        answers = at_once(*(lambda till=till, bill=bill: pay(till, bill, "684.00") for till in tills))
        assert Counter(map(outcome, answers)) == {"got it": 1, "refused": 2}
        assert again(bill).paid == Decimal("684.00")
        assert Payment.objects.filter(receivable=bill).count() == 1
    assert list(map(str, violations([own_shop.store]))) == []


def test_one_trade_number_pays_one_of_two_bills(own_shop):
    tills = two_tills(own_shop)
    for number in range(ROUNDS):
        bills = [a_bill(own_shop) for _ in tills]
        answers = at_once(
            *(
                lambda till=till, bill=bill, number=number: pay(
                    till, bill, "684.00", Means.SCAN, trade_no=f"4200{number}"
                )
                for till, bill in zip(tills, bills, strict=True)
            )
        )
        assert Counter(map(outcome, answers)) == {"got it": 1, "refused": 2}


def test_a_refund_is_signed_once_however_many_sign(own_shop):
    shop = own_shop
    till = at_the_till(shop)
    for _ in range(ROUNDS):
        payment = pay(till, a_bill(shop), "684.00")
        given = {"payment": payment, "amount": Decimal("684.00")}
        asked = [refund_payment(till, payment.receivable, **given, why=why) for why in ("退件", "不做了")]
        at_once(*(lambda done=done: sign(shop.service_manager, done) for done in asked for _ in range(3)))
        assert Refund.objects.filter(payment=payment).count() == 1
    assert Request.objects.filter(state=Request.State.DONE).count() == ROUNDS
    assert list(map(str, violations([shop.store]))) == []


def test_two_approvals_do_not_pass_one_limit_together(own_shop):
    shop = own_shop
    for number in range(ROUNDS):
        account = an_account(shop, "1000", name=f"单位 {number}")
        bills = [a_bill(shop), a_bill(shop)]
        at_once(
            *(
                lambda bill=bill, account=account: approve_on_account(
                    shop.front_desk_supervisor, bill, account=account, reason=""
                )
                for bill in bills
            )
        )
        assert used_of(shop.finance_manager, AccountCustomer.objects.get(pk=account.pk)) == Decimal("684.00")
        assert Receivable.objects.filter(account=account).count() == 1


def test_one_cashier_opens_one_shift_and_the_day_once(own_shop):
    shop = own_shop
    who = [shop.cashier, shop.cashier, shop.second_cashier, shop.second_cashier]
    answers = at_once(*(lambda by=by: open_shift(by, float_amount=Decimal(500)) for by in who))
    assert all(outcome(answer) in ("got it", "refused") for answer in answers)
    assert CashDay.objects.count() == 1


def test_without_the_guard_one_bill_is_paid_twice(own_shop, monkeypatch):
    """The negative control: this test sees what it is there to see."""
    tills = two_tills(own_shop)
    for _ in range(100):
        bill = a_bill(own_shop)
        with guard_off(monkeypatch):
            at_once(*(lambda till=till, bill=bill: pay(till, bill, "684.00") for till in tills))
        if Payment.objects.filter(receivable=bill).count() > 1:
            return
    pytest.fail("the guard was off and in 100 rounds no bill was paid twice")
