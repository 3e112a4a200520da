"""Giving a blocked lot free."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import unblock_lot
from zhangdian.resources.parts.models import Lot
from zhangdian.resources.parts.tests.arranging import a_part


def test_a_lot_that_is_not_blocked_cannot_be_given_free(shop):
    part = a_part(shop, (2, "20", 9))
    with refused("没有封存"):
        unblock_lot(shop.parts_manager, Lot.objects.get(part=part))
