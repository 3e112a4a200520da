"""Giving a blocked lot free."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import block_lot, unblock_lot
from zhangdian.resources.parts.models import Lot
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue, lots_of


def test_a_lot_that_is_not_blocked_cannot_be_given_free(shop):
    part = a_part(shop, (2, "20", 9))
    with refused("没有封存"):
        unblock_lot(shop.parts_manager, Lot.objects.get(part=part))


def test_what_was_examined_and_found_good_may_be_issued_again(shop):
    part = a_part(shop, (2, "20", 9))
    lot = Lot.objects.get(part=part)
    block_lot(shop.storekeeper, lot, reason="包装进水")
    unblock_lot(shop.parts_manager, lot)
    issue(shop, a_requisition(shop, (part, 1)), 1)
    assert lots_of(part)[0][0] == 1
