"""A count that is not brought to its end."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import void_count
from zhangdian.resources.parts.counting.tests.arranging import a_count, counted
from zhangdian.resources.parts.models import StockCount
from zhangdian.resources.parts.tests.arranging import a_part


def test_nothing_is_posted_and_nothing_more_counted(shop):
    part = a_part(shop, (3, "10", 9))
    count = a_count(shop, part)
    void_count(shop.parts_manager, count, reason="停电")
    assert StockCount.objects.get(pk=count.pk).state == StockCount.State.VOID
    with refused("作废"):
        counted(shop, count, part, 2)
