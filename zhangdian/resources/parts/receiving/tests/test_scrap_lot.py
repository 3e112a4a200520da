"""Pieces that are worth nothing any more."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import scrap_lot
from zhangdian.resources.parts.desk import lots_that_expired
from zhangdian.resources.parts.models import Lot
from zhangdian.resources.parts.tests.arranging import a_part, lots_of, sign


@pytest.mark.duty("PTK-08")
def test_an_expired_lot_stands_on_the_list_until_it_is_scrapped(shop):
    part = a_part(shop, (4, "5", 300, 0), shelf_life_months=9)
    shop.later(days=1)
    assert [task.title for task in lots_that_expired(shop.storekeeper)] == ["过期 试验滤芯 4 个"]
    scrap_lot(shop.parts_manager, Lot.objects.get(part=part), quantity=4, reason="过期")
    assert lots_that_expired(shop.storekeeper) == []
    assert lots_of(part) == [(0, Decimal("0.00"))]


def test_it_takes_this_very_lot_and_not_the_oldest(shop):
    part = a_part(shop, (4, "5", 90), (4, "6", 9))
    scrap_lot(shop.parts_manager, Lot.objects.get(part=part, unit_cost=6), quantity=1, reason="破损")
    assert [pieces for pieces, _ in lots_of(part)] == [4, 3]


def test_what_is_worth_something_is_signed(shop):
    part = a_part(shop, (4, "500", 90))
    done = scrap_lot(shop.parts_manager, Lot.objects.get(part=part), quantity=1, reason="破损")
    sign(shop.finance_manager, done)
    assert lots_of(part)[0][0] == 3
    with refused("原因"):
        scrap_lot(shop.parts_manager, Lot.objects.get(part=part), quantity=1, reason="")
