"""What tests of counting begin with."""

from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.resources.parts.actions import count_shelf, open_count
from zhangdian.resources.parts.models import CountLine, Part, StockCount
from zhangdian.resources.parts.tests.arranging import card_of


def a_count(shop: Shop, *parts: Part) -> StockCount:
    count: StockCount = open_count(
        shop.storekeeper, kind=StockCount.Kind.CYCLE, cards=[card_of(shop, part) for part in parts]
    ).subject
    return count


def line_for(count: StockCount, part: Part) -> CountLine:
    line: CountLine = CountLine.objects.get(count=count, card__part=part)
    return line


def counted(shop: Shop, count: StockCount, part: Part, found: int, by: Any = None, reason: str = "") -> None:
    count_shelf(by or shop.storekeeper, line_for(count, part), counted=found, reason=reason)


def counted_twice(shop: Shop, count: StockCount, part: Part, found: int, reason: str = "找不到") -> None:
    counted(shop, count, part, found)
    counted(shop, count, part, found, by=shop.second_storekeeper, reason=reason)
