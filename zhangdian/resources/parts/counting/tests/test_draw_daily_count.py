"""The system draws what is counted today."""

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import draw_daily_count
from zhangdian.resources.parts.models import CountLine
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue


@pytest.mark.duty("PTK-05")
def test_moved_a_parts_and_twenty_drawn_places(shop):
    shop.later(days=3)
    part = a_part(shop, (3, "10", 9), abc="A")
    issue(shop, a_requisition(shop, (part, 1)), 1)
    count = draw_daily_count(shop.clock).subject
    lines = CountLine.objects.filter(count=count)
    assert lines.filter(card__part=part).exists()
    assert lines.count() in (20, 21)


def test_it_is_drawn_once_a_day(shop):
    draw_daily_count(shop.clock)
    with refused("已经抽过"):
        draw_daily_count(shop.storekeeper)
