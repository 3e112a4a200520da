"""A count begins with its shelves."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import open_count
from zhangdian.resources.parts.counting.tests.arranging import a_count
from zhangdian.resources.parts.models import StockCount
from zhangdian.resources.parts.tests.arranging import a_part


def test_each_shelf_is_one_line_and_blind(shop):
    count = a_count(shop, a_part(shop, (3, "10", 9)), a_part(shop))
    assert count.number == "PD261123-0001"
    assert [(line.counted, line.expected) for line in count.lines.all()] == [(None, None), (None, None)]


def test_a_count_of_nothing_is_refused(shop):
    with refused("要盘的货位"):
        open_count(shop.storekeeper, kind=StockCount.Kind.SPOT, cards=[])
