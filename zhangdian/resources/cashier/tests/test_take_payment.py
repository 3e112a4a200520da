"""Money in: to the cent, by one means at a time, and the car goes in the same instant."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, name_deputy
from zhangdian.resources.cashier.actions import take_payment
from zhangdian.resources.cashier.models import Means, Payment, Receivable
from zhangdian.resources.cashier.tests.arranging import a_bill, again, at_the_till, pay, waits

State = Receivable.State


@pytest.mark.duty("CAS-01", "PROC-D-31")
def test_by_card_and_cash_a_bill_is_paid_and_nothing_waits_any_more(shop):
    till, bill = at_the_till(shop), a_bill(shop, "468.00")
    pay(till, bill, "400.00", Means.CARD)
    assert (again(bill).state, waits(bill)) == (State.PARTLY, True)
    payment = pay(till, bill, "68.00", tendered=Decimal(100))
    assert (again(bill).state, waits(bill)) == (State.PAID, False)
    assert (payment.change, payment.number) == (Decimal("32.00"), "SK261123-0002")


def test_no_more_than_is_owed(shop):
    till, bill = at_the_till(shop), a_bill(shop, "468.00")
    with refused("只差 468.00", "多收了 32.00"):
        pay(till, bill, "500.00")
    pay(till, bill, "468.00")
    with refused("收清"):
        pay(till, bill, "1.00")


@pytest.mark.parametrize("amount", ["0", "0.004", "-1.00"])
def test_something_is_paid(shop, amount):
    till, bill = at_the_till(shop), a_bill(shop, "468.00")
    with refused("大于 0"):
        pay(till, bill, amount)
    assert again(bill).paid == 0
    assert not Payment.objects.exists()


def test_the_cash_on_the_desk_covers_the_amount(shop):
    till, bill = at_the_till(shop), a_bill(shop, "468.00")
    with refused("不够 468.00"):
        pay(till, bill, "468.00", tendered=Decimal(400))


def test_a_channel_s_number_is_needed_and_counts_once(shop):
    till, first, second = at_the_till(shop), a_bill(shop, "468.00"), a_bill(shop, "468.00")
    with refused("流水号"):
        pay(till, first, "468.00", Means.SCAN, trade_no="")
    pay(till, first, "468.00", Means.SCAN, trade_no="4200001")
    with refused("已经收过一笔"):
        pay(till, second, "468.00", Means.SCAN, trade_no="4200001")
    assert again(second).state == State.OPEN


def test_change_is_given_for_cash_only(shop):
    till, bill = at_the_till(shop), a_bill(shop, "468.00")
    with refused("只有现金找零"):
        pay(till, bill, "468.00", Means.CARD, tendered=Decimal(500))


def test_without_an_open_shift_nothing_is_taken(shop):
    bill = a_bill(shop)
    with refused("还没有开班"):
        pay(shop.cashier, bill, "684.00")


def test_a_service_advisor_takes_no_money(shop):
    bill = a_bill(shop)
    with refused("结算员"):
        pay(shop.service_advisor, bill, "684.00")


@pytest.mark.duty("CAS-01")
def test_whoever_sold_it_does_not_take_the_money(shop):
    """On days of leave the cashier stands in at the parts window: what she sells there another one takes."""
    name_deputy(
        shop.office_director,
        shop.person("storekeeper"),
        deputy=shop.person("cashier"),
        since=shop.today,
        until=shop.today,
    )
    till, bill = at_the_till(shop), a_bill(shop, "468.00", seller=shop.cashier)
    with refused("您自己出的", "另一位结算员", "配件窗口的人作废重开"):
        pay(till, bill, "468.00")
    assert not take_payment.status(till, bill).allowed
    pay(at_the_till(shop, shop.second_cashier), bill, "468.00")
    assert again(bill).state == State.PAID


def test_on_a_shared_device_nobody_takes_money(shop):
    till, bill = at_the_till(shop), a_bill(shop)
    with refused("共用机上", "收钱退钱", "自己的设备上用密码登录"):
        pay(till.on("kiosk:1"), bill, "684.00")
    appoint(shop.office_director, shop.person("cashier"), role=Role.GUIDE)
    with refused("收款由结算员", "自己的设备上用密码登录"):
        pay(till.on("kiosk:1"), bill, "684.00")
    assert again(bill).state == State.OPEN


def test_the_same_press_twice_takes_the_money_once(shop):
    till, bill = at_the_till(shop), a_bill(shop)
    first, second = [
        take_payment(till, bill, means=Means.CASH, amount=Decimal("684.00"), token="a press") for _ in "ab"
    ]
    assert first.entry == second.entry
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("amount", ["0.00", "-5.00"])
def test_nothing_and_less_is_no_payment(shop, amount):
    till, bill = at_the_till(shop), a_bill(shop)
    with refused("大于 0"):
        pay(till, bill, amount)
