"""Voiding: nothing of it is wanted any more, and the number stays."""

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import ReturnLine, return_parts, void_requisition
from zhangdian.resources.parts.models import Requisition, Reservation
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, ball, issue, lines_of


def test_a_void_requisition_waits_for_nothing_and_holds_nothing_back(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 2))
    void_requisition(shop.storekeeper, requisition, reason="客户不做了")
    voided = Requisition.objects.get(pk=requisition.pk)
    assert (voided.state, voided.number) == (Requisition.State.VOID, requisition.number)
    assert ball(requisition) is None
    assert not Reservation.objects.filter(card__part=part, quantity__gt=0).exists()


def test_what_is_out_must_first_come_back(shop):
    part = a_part(shop, (5, "20", 10))
    requisition = a_requisition(shop, (part, 3))
    issue(shop, requisition, 1)
    with refused("先退料"):
        void_requisition(shop.storekeeper, requisition, reason="客户不做了")
    line = lines_of(requisition)[0]
    return_parts(shop.storekeeper, requisition, lines=[ReturnLine(line.pk, 1)], reason="没用上")
    void_requisition(shop.storekeeper, requisition, reason="客户不做了")
    assert Requisition.objects.get(pk=requisition.pk).state == Requisition.State.ISSUED


def test_the_pieces_go_to_whoever_waits(shop):
    part = a_part(shop, (1, "20", 10))
    first, second = a_requisition(shop, (part, 1)), a_requisition(shop, (part, 1))
    void_requisition(shop.storekeeper, first, reason="客户不做了")
    assert ball(second)[1] == "待料：在库等发，1 种"


@pytest.mark.parametrize("reason", ["", "  "])
def test_voiding_says_why(shop, reason):
    requisition = a_requisition(shop, (a_part(shop), 1))
    with refused("原因"):
        void_requisition(shop.storekeeper, requisition, reason=reason)
