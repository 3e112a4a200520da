"""A counter sale: priced, held back, paid, then issued."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.actions import open_shift, take_payment
from zhangdian.resources.cashier.models import Means, Receivable
from zhangdian.resources.parts.actions import SaleLine, sell_over_counter
from zhangdian.resources.parts.models import CounterSale, Requisition
from zhangdian.resources.parts.tests.arranging import a_part, issue, sign

COUNTER = CounterSale.Channel.COUNTER


def sell(shop, *lines, by=None):
    return sell_over_counter(by or shop.storekeeper, lines=list(lines), buyer="散客王", channel=COUNTER)


@pytest.mark.duty("PTK-04")
def test_parts_leave_when_the_till_has_the_money(shop):
    part = a_part(shop, (5, "20", 10), retail="38.00")
    sale = sell(shop, SaleLine(part.pk, 3)).subject
    requisition = Requisition.objects.for_purpose(sale).get()
    with refused("未付款", "114.00"):
        issue(shop, requisition, 3)
    open_shift(shop.cashier, float_amount=Decimal(500))
    bill = Receivable.objects.for_purpose(requisition).get()
    take_payment(shop.cashier, bill, means=Means.CASH, amount=bill.amount, tendered=Decimal(120))
    issue(shop, requisition, 3)


def test_each_line_is_rounded_once_and_split_into_net_and_tax(shop):
    part = a_part(shop, (9, "20", 10), retail="33.33")
    sale = sell(shop, SaleLine(part.pk, 3, Decimal(5)), by=shop.parts_manager).subject
    line = sale.lines.get()
    assert (line.amount, line.net, line.tax) == (Decimal("94.99"), Decimal("84.06"), Decimal("10.93"))
    assert sale.amount == Decimal("94.99")


def test_a_discount_above_the_limit_is_signed_by_somebody_else(shop):
    part = a_part(shop, (9, "20", 10))
    done = sell(shop, SaleLine(part.pk, 1, Decimal(12)), by=shop.storekeeper)
    assert not CounterSale.objects.exists()
    sign(shop.parts_manager, done)
    assert CounterSale.objects.get().amount == Decimal("88.00")
    sell(shop, SaleLine(part.pk, 1, Decimal(12)), by=shop.parts_manager)


def test_a_small_discount_on_many_is_more_than_he_may_give_on_one_sale(shop):
    """The manager may take twelve percent off, and 800 yuan in all."""
    part = a_part(shop, (90, "20", 10))
    done = sell(shop, SaleLine(part.pk, 81, Decimal(10)), by=shop.parts_manager)
    assert (done.waits_for_signature, done.subject.needed) == (True, Role.SERVICE_MANAGER)
    assert "共 810.00 元" in done.subject.effect
    assert not sell(shop, SaleLine(part.pk, 80, Decimal(10)), by=shop.parts_manager).waits_for_signature


def test_no_discount_is_more_than_everything(shop):
    with refused("折扣在 0 到 100 之间"):
        sell(shop, SaleLine(a_part(shop, (9, "20", 10)).pk, 1, Decimal(150)))


def test_a_part_without_a_price_is_not_sold(shop):
    part = a_part(shop, (9, "20", 10), since=shop.today + timedelta(days=1))
    with refused("没有零售价"):
        sell(shop, SaleLine(part.pk, 1))
