"""Goods in: what came, what it cost, what failed, and who waited for it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.actions import ReceivedLine, receive_parts
from zhangdian.resources.parts.models import Lot, Receipt
from zhangdian.resources.parts.queries import on_hand, usable
from zhangdian.resources.parts.tests.arranging import (
    a_part,
    a_requisition,
    ball,
    issue,
    lots_of,
    sign,
    supplier,
)


def receive(shop, *lines, code="S01", by=None):
    by = by or shop.storekeeper
    return receive_parts(by, supplier=supplier(code), delivery_note="送001", lines=list(lines))


def received(part, quantity=3):
    return ReceivedLine(part.pk, quantity)


@pytest.mark.duty("PTK-01")
def test_what_came_makes_a_lot_that_knows_its_supplier_and_note(shop):
    part = a_part(shop)
    receipt = receive(shop, ReceivedLine(part.pk, 9, Decimal("22.50"))).subject
    lot = Lot.objects.get(part=part)
    assert (lot.received, lot.supplier, lot.receipt) == (9, supplier(), receipt)
    assert lots_of(part) == [(9, Decimal("202.50"))]
    assert receipt.number == "RK261123-0001"


def test_without_a_price_the_newest_lot_says_what_it_costs_else_the_dealer_price(shop):
    known, unknown = a_part(shop, (1, "33.00", 5)), a_part(shop)
    receive(shop, ReceivedLine(known.pk, 1), ReceivedLine(unknown.pk, 1))
    assert lots_of(known)[1] == (1, Decimal("33.00"))
    assert lots_of(unknown) == [(1, Decimal("60.00"))]


@pytest.mark.duty("PTK-02")
def test_failed_pieces_go_to_the_blocked_place(shop):
    part = a_part(shop)
    receive(shop, ReceivedLine(part.pk, 3, failed=1, failed_because="灯罩裂"))
    assert on_hand(shop.clock, [part])[part.pk] == 4
    assert usable(shop.clock, [part], shop.today)[part.pk] == 3
    with refused("不合格"):
        receive(shop, ReceivedLine(part.pk, 3, failed=1))


def test_a_part_that_expires_says_when(shop):
    part = a_part(shop, shelf_life_months=9)
    with refused("有效期"):
        receive(shop, ReceivedLine(part.pk, 3))
    with refused("已过期"):
        receive(shop, ReceivedLine(part.pk, 3, expires_on=shop.today - timedelta(days=1)))
    receive(shop, ReceivedLine(part.pk, 3, expires_on=shop.today + timedelta(days=200)))


@pytest.mark.duty("PTM-03")
def test_an_unapproved_supplier_needs_the_parts_manager_once(shop):
    part = a_part(shop)
    done = receive(shop, ReceivedLine(part.pk, 1), code="S07")
    assert not Lot.objects.filter(part=part).exists()
    sign(shop.parts_manager, done)
    assert Lot.objects.get(part=part).supplier == supplier("S07")


@pytest.mark.duty("PTP-09")
def test_who_waits_longest_is_served_first(shop):
    part = a_part(shop, name="空调滤芯")
    first, second = a_requisition(shop, (part, 1)), a_requisition(shop, (part, 1))
    receive(shop, ReceivedLine(part.pk, 1))
    assert ball(first) == (Role.STOREKEEPER, "待料：在库等发，1 种")
    assert ball(second)[0] == Role.PARTS_PLANNER
    with refused("预留"):
        issue(shop, second, 1)
    issue(shop, first, 1)


def test_nothing_received_makes_no_receipt(shop):
    with refused("一件也没有"):
        receive(shop, ReceivedLine(a_part(shop).pk, 0))
    assert not Receipt.objects.exists()
