"""What waits for the finance manager on his home page: money past its day, drawers, days, invoices."""

from decimal import Decimal

import pytest

from tests.support.looking import visitor
from tests.support.waiting import told_differently
from zhangdian.foundation.ui import queues
from zhangdian.resources.cashier.actions import (
    Counted,
    approve_on_account,
    close_day,
    close_shift,
    request_invoice,
)
from zhangdian.resources.cashier.models import CashDay, CashierShift, InvoiceRequest, Means
from zhangdian.resources.cashier.tests.arranging import a_bill, an_account, at_the_till, pay, sign


def titles(who) -> list[str]:
    """What the home page tells; the rail counts the same."""
    assert told_differently(who) == []
    return [task.title for task in queues.waiting_for(visitor(who))]


def on_account(shop, account, *amounts: str) -> None:
    for amount in amounts:
        bill = a_bill(shop, amount)
        done = approve_on_account(shop.front_desk_supervisor, bill, account=account, reason="月底结")
        if done.waits_for_signature:
            sign(shop.finance_manager, done)


def test_an_account_within_its_limit_and_term_waits_for_nobody(shop):
    on_account(shop, an_account(shop), "684.00")
    assert titles(shop.finance_manager) == []


def test_an_account_past_its_day_is_asked_after_once_for_all_its_bills(shop):
    on_account(shop, an_account(shop), "684.00", "100.00")
    shop.later(days=31)
    (task,) = queues.waiting_for(visitor(shop.finance_manager))
    assert task.title == "望澜出租公司：逾期 2 张"
    assert (task.remark, task.tone) == ("欠 784.00，额度 5,000.00", "late")


def test_an_account_above_its_limit_is_asked_after(shop):
    on_account(shop, an_account(shop, "1000"), "684.00", "684.00")
    assert titles(shop.finance_manager) == ["望澜出租公司：超过额度"]


def test_a_bill_without_an_account_is_asked_after_when_its_month_is_over(shop):
    bill = a_bill(shop)
    sign(shop.general_manager, approve_on_account(shop.finance_manager, bill, account=None, reason="老客户"))
    assert titles(shop.finance_manager) == []
    shop.later(days=31)
    assert titles(shop.finance_manager) == ["客户欠 684.00，过期未到账"]


@pytest.mark.duty("CAS-03")
def test_a_drawer_that_differed_is_told_with_whose_and_why_for_two_days(shop):
    till = at_the_till(shop)
    pay(till, a_bill(shop, "510.00"), "510.00")
    shift = CashierShift.objects.get()
    close_shift(till, shift, counted=[Counted(Means.CASH, Decimal("1006.00"), "找错零")])
    close_day(shop.accountant, CashDay.objects.get(), deposited=Decimal(0))
    (task,) = queues.waiting_for(visitor(shop.finance_manager))
    assert (task.title, task.remark) == ("现金短 4.00", "田芷若：找错零")
    shop.later(days=1)
    assert titles(shop.finance_manager) == ["现金短 4.00"]
    shop.later(days=1)
    assert titles(shop.finance_manager) == []


def test_a_day_that_nobody_closed_is_told_on_the_next(shop):
    at_the_till(shop)
    assert titles(shop.finance_manager) == []
    shop.later(days=1)
    assert titles(shop.finance_manager) == ["11-23 还没日结"]
    assert titles(shop.accountant) == ["11-23 还没日结"]


def test_an_invoice_of_yesterday_is_told(shop):
    request_invoice(shop.cashier, a_bill(shop), kind=InvoiceRequest.Kind.PERSONAL, title="邹雪梅")
    assert titles(shop.finance_manager) == []
    shop.later(days=1)
    (task,) = queues.waiting_for(visitor(shop.finance_manager))
    assert (task.title, task.plate, task.remark) == ("发票 684.00 还没开", "", "柜台销售")


@pytest.mark.parametrize("count", [1, 12])
def test_his_home_costs_the_same_for_one_and_for_twelve(shop, count, django_assert_max_num_queries):
    for number in range(count):
        on_account(shop, an_account(shop, name=f"望澜出租 {number} 队"), "684.00")
        bill = a_bill(shop, "100.00")
        sign(shop.general_manager, approve_on_account(shop.finance_manager, bill, account=None, reason="老"))
        request_invoice(shop.cashier, a_bill(shop), kind=InvoiceRequest.Kind.PERSONAL, title="邹雪梅")
    shop.later(days=31)
    who = visitor(shop.finance_manager)
    with django_assert_max_num_queries(12):
        assert len(queues.waiting_for(who)) == 3 * count
