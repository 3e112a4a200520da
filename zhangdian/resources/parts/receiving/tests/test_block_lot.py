"""A lot in the blocked place, and out of it again."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import block_lot, unblock_lot
from zhangdian.resources.parts.models import Lot
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue


def test_only_the_parts_manager_gives_it_free(shop):
    part = a_part(shop, (2, "20", 9))
    lot = Lot.objects.get(part=part)
    block_lot(shop.storekeeper, lot, reason="包装进水")
    requisition = a_requisition(shop, (part, 1))
    with refused("封存"):
        issue(shop, requisition, 1)
    with refused("配件经理"):
        unblock_lot(shop.storekeeper, lot)
    unblock_lot(shop.parts_manager, lot)
    issue(shop, requisition, 1)


def test_blocking_says_why(shop):
    part = a_part(shop, (2, "20", 9))
    with refused("原因"):
        block_lot(shop.storekeeper, Lot.objects.get(part=part), reason="")
