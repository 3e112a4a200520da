"""Money back: by the same way, never more than came, signed by somebody else."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import refuse_request
from zhangdian.resources.cashier.actions import refund_payment
from zhangdian.resources.cashier.models import Means, Receivable, Refund
from zhangdian.resources.cashier.tests.arranging import a_bill, again, at_the_till, pay, sign, waits

State = Receivable.State


def refund(who, payment, amount, why="多收", **more):
    return refund_payment(who, payment.receivable, payment=payment, amount=Decimal(amount), why=why, **more)


@pytest.mark.duty("CAS-02")
def test_fifty_yuan_wait_for_the_front_desk_supervisor(shop):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop, "468.00"), "468.00", Means.SCAN)
    done = refund(till, payment, "50.00")
    assert done.subject.needed == "FDS"
    assert not Refund.objects.exists()
    sign(shop.front_desk_supervisor, done)
    back = Refund.objects.get()
    assert (back.amount, back.means, back.number) == (Decimal("50.00"), Means.SCAN, "TK261123-0001")
    assert again(payment.receivable).state == State.PAID


@pytest.mark.parametrize(
    ("amount", "who"),
    [("300.00", "FDS"), ("300.01", "SVM"), ("3000.00", "SVM"), ("3000.01", "GM"), ("10000.00", "SVM GM")],
)
@pytest.mark.duty("SVM-17")
def test_the_greater_the_sum_the_higher_the_signature(shop, amount, who):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop, "20000.00"), "20000.00", Means.CARD)
    assert refund(till, payment, amount).subject.needed == who


def test_who_asks_does_not_sign(shop):
    till = at_the_till(shop)
    done = refund(till, pay(till, a_bill(shop), "684.00"), "50.00")
    with refused("自己提的申请"):
        sign(till, done)


def test_never_more_than_came(shop):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop, "468.00"), "468.00")
    sign(shop.service_manager, refund(till, payment, "400.00"))
    with refused("最多还能退 68.00"):
        refund(till, payment, "68.01")


def test_two_requests_for_the_same_money_are_paid_once(shop):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop, "100.00"), "100.00")
    first, second = (refund(till, payment, "100.00", why) for why in ("多收", "不做了"))
    sign(shop.front_desk_supervisor, first)
    with refused(""):
        sign(shop.front_desk_supervisor, second)
    assert Refund.objects.count() == 1


def test_paid_again_by_another_means_the_bill_stands_and_is_waited_for(shop):
    till = at_the_till(shop)
    bill = a_bill(shop, "468.00")
    payment = pay(till, bill, "468.00", Means.CARD)
    sign(shop.service_manager, refund(till, payment, "468.00", why="改扫码付", lowers_bill=False))
    assert (again(bill).state, waits(bill)) == (State.OPEN, True)
    pay(till, bill, "468.00", Means.SCAN)
    assert (again(bill).state, waits(bill)) == (State.PAID, False)


def test_a_refund_says_why(shop):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop), "684.00")
    with refused("原因"):
        refund(till, payment, "50.00", why=" ")


def test_a_refused_refund_moves_nothing(shop):
    till = at_the_till(shop)
    payment = pay(till, a_bill(shop), "684.00")
    done = refund(till, payment, "50.00")
    refuse_request(shop.front_desk_supervisor, done.subject, reason="没有多收")
    assert not Refund.objects.exists()
    assert again(payment.receivable).balance == 0


def test_a_payment_of_another_bill_is_not_refunded_here(shop):
    till = at_the_till(shop)
    mine, other = pay(till, a_bill(shop), "684.00"), a_bill(shop, "100.00")
    pay(till, other, "100.00")
    with refused("不属于"):
        refund_payment(till, other, payment=mine, amount=Decimal(50), why="多收")
