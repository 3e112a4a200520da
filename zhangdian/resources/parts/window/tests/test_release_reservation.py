"""Releasing what was held back."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import release_reservation
from zhangdian.resources.parts.models import Reservation
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, ball, issue


def test_released_pieces_may_go_to_another(shop):
    part = a_part(shop, (1, "20", 10))
    first, second = a_requisition(shop, (part, 1)), a_requisition(shop, (part, 1))
    release_reservation(shop.storekeeper, Reservation.objects.get(card__part=part), reason="客户改期")
    assert "缺" in ball(first)[1]
    issue(shop, second, 1)


def test_releasing_says_why_and_happens_once(shop):
    part = a_part(shop, (1, "20", 10))
    a_requisition(shop, (part, 1))
    reservation = Reservation.objects.get(card__part=part)
    with refused("原因"):
        release_reservation(shop.storekeeper, reservation, reason="")
    release_reservation(shop.storekeeper, reservation, reason="客户改期")
    with refused("没有占用"):
        release_reservation(shop.storekeeper, reservation, reason="客户改期")
