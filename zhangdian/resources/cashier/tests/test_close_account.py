"""No new bills on this account."""

from tests.support.saying_no import refused
from zhangdian.resources.cashier.actions import approve_on_account, close_account
from zhangdian.resources.cashier.tests.arranging import a_bill, an_account


def test_a_closed_account_takes_no_more(shop):
    account = an_account(shop)
    close_account(shop.finance_manager, account, reason="长期拖欠")
    with refused("已停用"):
        approve_on_account(shop.front_desk_supervisor, a_bill(shop), account=account, reason="")


def test_closing_says_why(shop):
    with refused("原因"):
        close_account(shop.finance_manager, an_account(shop), reason="")
