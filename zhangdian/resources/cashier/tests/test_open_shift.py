"""A shift begins with a counted float, on the first day that is not closed."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.resources.cashier.actions import Counted, close_day, close_shift, open_shift
from zhangdian.resources.cashier.models import CashDay, CashierShift, Means
from zhangdian.resources.cashier.tests.arranging import at_the_till


def test_one_shift_at_a_time(shop):
    till = at_the_till(shop)
    with refused("先交班"):
        open_shift(till, float_amount=Decimal(500))
    at_the_till(shop, shop.second_cashier)
    assert CashDay.objects.count() == 1


def test_after_the_day_is_closed_the_shift_belongs_to_the_next(shop):
    till = at_the_till(shop)
    shift = CashierShift.objects.get()
    close_shift(till, shift, counted=[Counted(Means.CASH, Decimal(500))])
    close_day(till, shift.cash_day, deposited=Decimal(0))
    late = open_shift(till, float_amount=Decimal(500)).subject
    assert (late.cash_day.day - shop.today).days == 1


def test_a_float_is_not_negative(shop):
    with refused("负数"):
        open_shift(shop.cashier, float_amount=Decimal(-1))
