"""Voiding a counter sale takes its bill and its requisition with it."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization import limits
from zhangdian.people.organization.stores.actions import set_store_rate
from zhangdian.resources.cashier.actions import open_shift, take_payment
from zhangdian.resources.cashier.models import Means, Receivable
from zhangdian.resources.parts.actions import SaleLine, sell_over_counter, void_sale
from zhangdian.resources.parts.models import CounterSale, Requisition
from zhangdian.resources.parts.tests.arranging import a_part


def a_sale(shop):
    part = a_part(shop, (5, "20", 10))
    return sell_over_counter(
        shop.storekeeper, lines=[SaleLine(part.pk, 1)], buyer="", channel=CounterSale.Channel.COUNTER
    ).subject


def test_bill_and_requisition_go_with_it(shop):
    sale = a_sale(shop)
    void_sale(shop.storekeeper, sale, reason="客户不要了")
    requisition = Requisition.objects.for_purpose(sale).get()
    assert requisition.state == Requisition.State.VOID
    assert Receivable.objects.for_purpose(requisition).get().state == Receivable.State.VOID
    with refused("已经作废"):
        void_sale(shop.storekeeper, sale, reason="客户不要了")


def test_money_goes_back_first(shop):
    sale = a_sale(shop)
    open_shift(shop.cashier, float_amount=Decimal(500))
    bill = Receivable.objects.for_purpose(Requisition.objects.for_purpose(sale).get()).get()
    take_payment(shop.cashier, bill, means=Means.CASH, amount=Decimal("100.00"))
    with refused("先退款"):
        void_sale(shop.storekeeper, sale, reason="客户不要了")


def test_more_often_in_a_month_than_anybody_may_alone_whoever_stands_above_signs(shop):
    key = limits.UNDOES_ALONE.key
    set_store_rate(shop.general_manager, key=key, value=Decimal(1), unit="次", since=shop.today)
    void_sale(shop.storekeeper, a_sale(shop), reason="客户不要了")
    second = a_sale(shop)
    asked = void_sale(shop.storekeeper, second, reason="客户不要了")
    assert asked.waits_for_signature
    assert CounterSale.objects.get(pk=second.pk).voided_at is None
    sign_request(shop.parts_manager, asked.subject)
    assert CounterSale.objects.get(pk=second.pk).voided_at
