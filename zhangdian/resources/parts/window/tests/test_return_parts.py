"""Returning: into its own lot, at the cost at which it left."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.sight import opened
from zhangdian.resources.parts.actions import ReturnLine, return_parts
from zhangdian.resources.parts.models import Movement, Requisition
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, ball, issue, lines_of, lots_of


def test_pieces_come_back_into_their_own_lot_at_their_cost(shop):
    part = a_part(shop, (2, "20", 90), (5, "26", 10))
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 3)
    line = lines_of(requisition)[0]
    return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 2)], reason="没用上")
    assert lots_of(part) == [(1, Decimal("20.00")), (5, Decimal("130.00"))]


def test_piece_by_piece_the_whole_cost_comes_back(shop):
    part = a_part(shop, (3, "33.333333", 10))
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 3)
    line = lines_of(requisition)[0]
    for _ in range(3):
        return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 1)], reason="没用上")
    values = [opened(move.value) for move in Movement.objects.filter(kind="return", lot__part=part)]
    assert sum(values) == Decimal("100.00")
    assert lots_of(part) == [(3, Decimal("100.00"))]


def test_no_more_comes_back_than_went_out(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 2))
    issue(shop, requisition, 2)
    line = lines_of(requisition)[0]
    return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 1)], reason="没用上")
    with refused("在外 1"):
        return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 2)], reason="没用上")


def test_a_return_says_why(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 2))
    issue(shop, requisition, 2)
    with refused("原因"):
        return_parts(
            shop.storekeeper, requisition, lines=[ReturnLine(lines_of(requisition)[0].pk, 1)], reason=" "
        )


def test_what_came_back_is_not_wanted_again(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 2))
    issue(shop, requisition, 2)
    line = lines_of(requisition)[0]
    return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 2)], reason="没用上")
    assert Requisition.objects.get(pk=requisition.pk).state == Requisition.State.ISSUED
    assert lines_of(requisition)[0].kept == 0


def test_what_comes_back_goes_to_whoever_waits(shop):
    part = a_part(shop, (2, "20", 10))
    first = a_requisition(shop, (part, 2))
    issue(shop, first, 2)
    second = a_requisition(shop, (part, 1))
    assert "缺" in ball(second)[1]
    return_parts(shop.storekeeper, first, lines=[ReturnLine(lines_of(first)[0].pk, 1)], reason="没用上")
    assert ball(second)[1] == "待料：在库等发，1 种"


@pytest.mark.duty("PTK-04")
def test_a_return_needs_its_issue(shop):
    requisition = a_requisition(shop, (a_part(shop, (5, "20", 10)), 2))
    with refused("待发"):
        return_parts(
            shop.storekeeper, requisition, lines=[ReturnLine(lines_of(requisition)[0].pk, 1)], reason="没用上"
        )
