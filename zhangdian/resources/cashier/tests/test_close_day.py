"""The day is locked once every drawer is handed over."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.cashier.actions import Counted, close_day, close_shift
from zhangdian.resources.cashier.models import CashDay, CashierShift, Means
from zhangdian.resources.cashier.tests.arranging import at_the_till


@pytest.mark.duty("CAS-03")
def test_an_open_drawer_keeps_the_day_open(shop):
    at_the_till(shop)
    with refused("还没有交班", "田芷若"):
        close_day(shop.accountant, CashDay.objects.get(), deposited=Decimal(0))


def test_the_day_is_closed_once_with_its_deposit(shop):
    till = at_the_till(shop)
    close_shift(till, CashierShift.objects.get(), counted=[Counted(Means.CASH, Decimal(500))])
    day = CashDay.objects.get()
    with refused("缴款单号"):
        close_day(till, day, deposited=Decimal(100))
    close_day(till, day, deposited=Decimal(100), deposit_slip="中行 8812")
    assert CashDay.objects.get().deposited == 100
    with refused("已结"):
        close_day(till, day, deposited=Decimal(0))
