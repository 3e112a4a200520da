"""Pieces that go back to the supplier."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.sight import opened
from zhangdian.resources.parts.actions import return_to_supplier
from zhangdian.resources.parts.desk import returns_to_settle
from zhangdian.resources.parts.models import Lot
from zhangdian.resources.parts.receiving.tests.test_receive_parts import receive, received
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, ball, lots_of


def a_delivered_lot(shop, pieces=4):
    part = a_part(shop)
    receive(shop, received(part, pieces))
    return Lot.objects.get(part=part)


@pytest.mark.duty("PTK-03")
def test_they_leave_at_their_cost_and_the_credit_is_awaited(shop):
    lot = a_delivered_lot(shop)
    back = return_to_supplier(shop.storekeeper, lot, quantity=1, reason="灯罩裂").subject
    assert lots_of(lot.part)[0][0] == 3
    assert (back.number, opened(back.amount)) == ("TH261123-0001", 60)
    shop.later(days=31)
    assert [task.tone for task in returns_to_settle(shop.parts_planner)] == ["late"]
    assert back.sent_at == shop.now - timedelta(days=31)


def test_no_more_than_lies_there(shop):
    with refused("在库 4"):
        return_to_supplier(shop.storekeeper, a_delivered_lot(shop), quantity=5, reason="灯罩裂")


def test_what_no_supplier_brought_does_not_go_back(shop):
    part = a_part(shop, (3, "20", 9))
    with refused("没有供应商"):
        return_to_supplier(shop.storekeeper, Lot.objects.get(part=part), quantity=1, reason="灯罩裂")


def test_who_waits_for_the_part_is_told_anew(shop):
    lot = a_delivered_lot(shop, 1)
    requisition = a_requisition(shop, (lot.part, 1))
    return_to_supplier(shop.storekeeper, lot, quantity=1, reason="灯罩裂")
    assert "缺" in ball(requisition)[1]
