"""The drawer against the book: each difference with a reason, a great one with a signature."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.staff.actions import close_account_at_once
from zhangdian.resources.cashier.actions import Counted, close_shift
from zhangdian.resources.cashier.models import CashierShift, Means, ShiftCount
from zhangdian.resources.cashier.tests.arranging import a_bill, at_the_till, pay, sign


def a_shift_with_510_of_cash(shop):
    till = at_the_till(shop)
    pay(till, a_bill(shop, "510.00"), "510.00")
    return till, CashierShift.objects.get()


@pytest.mark.duty("CAS-03")
def test_a_drawer_that_agrees_is_handed_over(shop):
    till, shift = a_shift_with_510_of_cash(shop)
    close_shift(till, shift, counted=[Counted(Means.CASH, Decimal("1010.00"))])
    count = ShiftCount.objects.get()
    assert (count.booked, count.difference) == (Decimal("1010.00"), Decimal("0.00"))


@pytest.mark.duty("CAS-03")
def test_ten_yuan_short_need_a_reason_and_a_signature(shop):
    till, shift = a_shift_with_510_of_cash(shop)
    with refused("实点 1000.00", "差异原因"):
        close_shift(till, shift, counted=[Counted(Means.CASH, Decimal("1000.00"))])
    done = close_shift(till, shift, counted=[Counted(Means.CASH, Decimal("1000.00"), "找错零")])
    assert CashierShift.objects.get().state == CashierShift.State.OPEN
    sign(shop.front_desk_supervisor, done)
    assert CashierShift.objects.get().state == CashierShift.State.CLOSED
    assert ShiftCount.objects.get().difference == Decimal("-10.00")


def test_five_yuan_are_explained_alone(shop):
    till, shift = a_shift_with_510_of_cash(shop)
    close_shift(till, shift, counted=[Counted(Means.CASH, Decimal("1005.00"), "找错零")])
    assert CashierShift.objects.get().state == CashierShift.State.CLOSED


def test_every_means_with_money_in_it_is_counted(shop):
    till, shift = a_shift_with_510_of_cash(shop)
    pay(till, a_bill(shop, "30.00"), "30.00", Means.CARD)
    with refused("还没有清点刷卡"):
        close_shift(till, shift, counted=[Counted(Means.CASH, Decimal("1010.00"))])


def test_nobody_closes_a_colleague_s_shift(shop):
    _, shift = a_shift_with_510_of_cash(shop)
    with refused("田芷若"):
        close_shift(shop.second_cashier, shift, counted=[])


def test_after_handing_over_nothing_more_is_taken(shop):
    till, shift = a_shift_with_510_of_cash(shop)
    close_shift(till, shift, counted=[Counted(Means.CASH, Decimal("1010.00"))])
    with refused("还没有开班"):
        pay(till, a_bill(shop, "30.00"), "30.00")


def test_of_a_cashier_who_is_gone_another_counts_it_and_the_supervisor_signs(shop):
    _till, shift = a_shift_with_510_of_cash(shop)
    counted = [Counted(Means.CASH, Decimal("1010.00"))]
    with refused("由本人交"):
        close_shift(shop.second_cashier, shift, counted=counted)
    close_account_at_once(
        shop.general_manager,
        shop.person("cashier"),
        receiver=shop.person("front_desk_supervisor"),
        reason="旷工",
    )
    done = close_shift(shop.second_cashier, shift, counted=counted)
    assert done.waits_for_signature
    sign(shop.front_desk_supervisor, done)
    assert CashierShift.objects.get().state == CashierShift.State.CLOSED
