"""The book follows the shelf, by a movement, with the signatures that its worth asks for."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import adjust_stock
from zhangdian.resources.parts.models import Movement, Reservation
from zhangdian.resources.parts.queries import on_hand
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, ball, card_of, lots_of, sign


@pytest.mark.duty("PTM-15")
def test_below_fifty_yuan_the_parts_manager_adjusts_alone(shop):
    part = a_part(shop, (5, "49.99", 9))
    adjust_stock(shop.parts_manager, card_of(shop, part), difference=-1, reason="卡扣丢失")
    assert on_hand(shop.clock, [part])[part.pk] == 4


@pytest.mark.duty("PTM-15")
def test_from_fifty_yuan_finance_signs_too(shop):
    part = a_part(shop, (5, "50.00", 9))
    done = adjust_stock(shop.parts_manager, card_of(shop, part), difference=-1, reason="找不到")
    assert on_hand(shop.clock, [part])[part.pk] == 5
    sign(shop.finance_manager, done)
    assert on_hand(shop.clock, [part])[part.pk] == 4


def test_a_storekeeper_always_needs_the_parts_manager(shop):
    part = a_part(shop, (5, "1.00", 9))
    done = adjust_stock(shop.storekeeper, card_of(shop, part), difference=-1, reason="找不到")
    sign(shop.parts_manager, done)
    assert on_hand(shop.clock, [part])[part.pk] == 4


def test_found_pieces_make_a_lot_at_the_newest_cost(shop):
    part = a_part(shop, (5, "10.00", 9))
    adjust_stock(shop.parts_manager, card_of(shop, part), difference=2, reason="货架后找到")
    assert lots_of(part) == [(5, Decimal("50.00")), (2, Decimal("20.00"))]


def test_what_the_book_does_not_have_cannot_be_missing(shop):
    part = a_part(shop, (1, "10.00", 9))
    with refused("账上没有这么多"):
        adjust_stock(shop.parts_manager, card_of(shop, part), difference=-2, reason="找不到")


def test_the_youngest_reservation_gives_way_to_a_loss(shop):
    part = a_part(shop, (2, "10.00", 9))
    old, young = a_requisition(shop, (part, 1)), a_requisition(shop, (part, 1))
    adjust_stock(shop.parts_manager, card_of(shop, part), difference=-1, reason="找不到")
    assert "在库等发" in ball(old)[1]
    assert "缺" in ball(young)[1]
    assert Reservation.objects.filter(card__part=part, quantity__gt=0).count() == 1


def test_an_adjustment_is_a_movement_with_its_reason(shop):
    part = a_part(shop, (5, "1.00", 9))
    adjust_stock(shop.parts_manager, card_of(shop, part), difference=-2, reason="过磅差")
    move = Movement.objects.get(lot__part=part, kind="adjust")
    assert (move.quantity, move.why) == (-2, "过磅差")
    with refused("原因"):
        adjust_stock(shop.parts_manager, card_of(shop, part), difference=-1, reason="")
