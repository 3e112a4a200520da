"""The parts manager signs a proposal: both limits of the part follow at once."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties.matters.actions import agree_stock
from zhangdian.management.duties.matters.tests.arranging import again, reported, supply_stops
from zhangdian.management.duties.models import Matter


@pytest.mark.duty("PTP-08")
def test_plus_twenty_waits_for_the_manager_and_afterwards_changes_the_plan(shop):
    matter = supply_stops(shop, 20)
    low, high = matter.card.min_stock, matter.card.max_stock
    with refused("自己报的"):
        agree_stock(shop.parts_planner, matter)
    agree_stock(shop.parts_manager, matter)
    matter.card.refresh_from_db()
    assert (matter.card.min_stock, matter.card.max_stock) == (low + 20, high + 20)
    assert again(matter).state == Matter.State.ANSWERED
    assert f"现在 {low + 20}～{high + 20}" in again(matter).answer
    entry = Entry.objects.get(action="duties.agree_stock")
    assert "min_stock" in entry.changes_text
    with refused("已答复"):
        agree_stock(shop.parts_manager, matter)


def test_it_goes_never_below_nothing(shop):
    matter = supply_stops(shop, -4, least=3)
    with refused("下限现在 3"):
        agree_stock(shop.parts_manager, matter)
    assert again(matter).state == Matter.State.OPEN


def test_what_proposes_no_change_has_nothing_to_agree_to(shop):
    with refused("没有提调库存"):
        agree_stock(shop.fi_manager, reported(shop))
