"""On account: within the limit one approver, beyond it finance; then nothing waits."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.resources.cashier.actions import approve_on_account
from zhangdian.resources.cashier.models import Means, Receivable
from zhangdian.resources.cashier.tests.arranging import (
    a_bill,
    again,
    an_account,
    at_the_till,
    pay,
    sign,
    waits,
)

State = Receivable.State


@pytest.mark.duty("PROC-D-21")
def test_within_the_limit_the_front_desk_supervisor_lets_it_go(shop):
    bill, account = a_bill(shop), an_account(shop)
    approve_on_account(shop.front_desk_supervisor, bill, account=account, reason="")
    assert (again(bill).state, waits(bill)) == (State.ON_ACCOUNT, False)
    assert again(bill).due_on == shop.today + timedelta(days=30)


def test_over_the_limit_finance_signs(shop):
    first, second, account = a_bill(shop), a_bill(shop), an_account(shop, "1000")
    approve_on_account(shop.front_desk_supervisor, first, account=account, reason="")
    done = approve_on_account(shop.front_desk_supervisor, second, account=account, reason="月底结")
    assert "已用 684.00" in done.subject.effect
    assert waits(second)
    sign(shop.finance_manager, done)
    assert not waits(second)


def test_overdue_bills_stop_the_account(shop):
    first, account = a_bill(shop), an_account(shop)
    approve_on_account(shop.front_desk_supervisor, first, account=account, reason="")
    shop.later(days=31)
    done = approve_on_account(shop.front_desk_supervisor, a_bill(shop), account=account, reason="熟客")
    assert "逾期" in done.subject.effect


def test_without_an_account_finance_signs_and_the_reason_is_written(shop):
    bill = a_bill(shop)
    with refused("为什么先放行"):
        approve_on_account(shop.service_manager, bill, account=None, reason="")
    done = approve_on_account(shop.service_manager, bill, account=None, reason="客户转账在途")
    sign(shop.finance_manager, done)
    assert again(bill).state == State.ON_ACCOUNT


def test_finance_does_not_sign_its_own_exception(shop):
    done = approve_on_account(shop.finance_manager, a_bill(shop), account=None, reason="转账在途")
    assert done.subject.needed == "GM"


def test_a_car_that_is_not_on_the_account_is_asked_about(shop):
    bill, account = a_bill(shop), an_account(shop, plates="宁Z12345，宁Z67890")
    with asked("cashier.plate_is_on_the_account"):
        approve_on_account(shop.front_desk_supervisor, bill, account=account, reason="")


def test_what_is_on_account_is_paid_later(shop):
    bill, account = a_bill(shop), an_account(shop)
    approve_on_account(shop.front_desk_supervisor, bill, account=account, reason="")
    pay(at_the_till(shop), bill, "684.00", Means.TRANSFER)
    assert again(bill).state == State.PAID


def test_the_rest_of_a_partly_paid_bill_goes_on_account(shop):
    bill, account = a_bill(shop), an_account(shop, "100")
    pay(at_the_till(shop), bill, "600.00")
    approve_on_account(shop.front_desk_supervisor, bill, account=account, reason="")
    assert again(bill).balance == Decimal("84.00")
