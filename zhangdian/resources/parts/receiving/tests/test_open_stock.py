"""The lots with which a store begins."""

from datetime import timedelta
from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import OpeningRow, open_stock
from zhangdian.resources.parts.models import Movement
from zhangdian.resources.parts.receiving.tests.test_receive_parts import receive, received
from zhangdian.resources.parts.tests.arranging import a_part, lots_of


def test_lots_stand_on_the_shelf_with_their_cost(shop):
    assert lots_of(a_part(shop, (2, "20", 90), (5, "26", 10))) == [
        (2, Decimal("40.00")),
        (5, Decimal("130.00")),
    ]


def test_it_is_entered_once(shop):
    part = a_part(shop, (2, "20", 90))
    with refused("期初只录一次"):
        open_stock(shop.clock, rows=[OpeningRow(part.part_no, 1, Decimal(1), shop.today)])


def test_whatever_age_a_lot_has_it_is_booked_now(shop):
    part = a_part(shop, (2, "20", 90))
    assert Movement.objects.get(lot__part=part).at == shop.now


def test_nothing_older_is_put_before_what_has_moved(shop):
    part = a_part(shop)
    receive(shop, received(part, 4))
    with refused("期初只录一次"):
        open_stock(
            shop.clock, rows=[OpeningRow(part.part_no, 1, Decimal(1), shop.today - timedelta(days=90))]
        )
    assert [pieces for pieces, _ in lots_of(part)] == [4]


def test_an_unknown_number_is_refused_whole(shop):
    part = a_part(shop)
    rows = [OpeningRow(number, 1, Decimal(1), shop.today) for number in (part.part_no, "没有")]
    with refused("没有这些件号"):
        open_stock(shop.clock, rows=rows)
    assert lots_of(part) == []


def test_nothing_has_lain_there_since_tomorrow(shop):
    part = a_part(shop)
    with refused("以后"):
        open_stock(shop.clock, rows=[OpeningRow(part.part_no, 1, Decimal(1), shop.today + timedelta(days=1))])
