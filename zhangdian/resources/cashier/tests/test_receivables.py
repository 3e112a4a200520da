"""What rooms above hand to the till."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Hold
from zhangdian.resources.cashier import receivables
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.cashier.tests.arranging import a_bill, at_the_till, pay
from zhangdian.resources.parts.actions import SaleLine, sell_over_counter, void_sale
from zhangdian.resources.parts.models import CounterSale, Requisition
from zhangdian.resources.parts.tests.arranging import a_part


def test_a_bill_of_nothing_is_no_bill_and_nothing_waits(shop):
    part = a_part(shop, (9, "20", 9), retail="0.00")
    sale = sell_over_counter(
        shop.storekeeper, lines=[SaleLine(part.pk, 1)], buyer="", channel=CounterSale.Channel.COUNTER
    ).subject
    requisition = Requisition.objects.for_purpose(sale).get()
    assert receivables.of_purpose(shop.cashier, requisition) == []
    assert not Hold.objects.filter(kind=receivables.UNPAID).exists()


def test_what_is_unsettled_is_told_until_it_is_paid(shop):
    bill = a_bill(shop)
    purpose = receivables.purpose_of(bill)
    assert receivables.unsettled(shop.cashier, purpose) == [bill]
    pay(at_the_till(shop), bill, "684.00")
    assert receivables.unsettled(shop.cashier, purpose) == []
    assert receivables.of_purpose(shop.cashier, purpose) == [bill]


def test_a_paid_bill_is_not_voided(shop):
    bill = a_bill(shop)
    pay(at_the_till(shop), bill, "84.00")
    sale = CounterSale.objects.get()
    with refused("已收款", "84.00", "先退款"):
        void_sale(shop.storekeeper, sale, reason="不要了")
    assert Receivable.objects.get(pk=bill.pk).balance == Decimal("600.00")
