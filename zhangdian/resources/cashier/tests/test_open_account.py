"""A customer who pays by the month."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.resources.cashier.actions import open_account
from zhangdian.resources.cashier.tests.arranging import an_account


def test_plates_are_kept_apart_whatever_stands_between_them(shop):
    assert an_account(shop, plates="宁Z12345， 宁Z67890").plates == "宁Z12345,宁Z67890"


def test_one_account_per_customer(shop):
    an_account(shop)
    with refused("已经有挂账账户"):
        an_account(shop)


def test_a_limit_is_not_negative(shop):
    with refused("信用额度"):
        open_account(shop.finance_manager, name="某公司", credit_limit=Decimal(-1), term_days=30)
