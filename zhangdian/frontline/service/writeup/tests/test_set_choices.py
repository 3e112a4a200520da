"""Wash, old parts, payment, waiting."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.writeup.actions import set_choices

CHOICES = {
    "wash": RepairOrder.Wash.NO,
    "old_parts": RepairOrder.OldParts.TAKE,
    "pay": RepairOrder.Pay.CARD,
    "stay": RepairOrder.Stay.LEAVES,
}


@pytest.fixture
def order(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    return visits.again(order)


@pytest.mark.duty("PROC-R-25", "PROC-R-27", "PROC-R-29", "PROC-R-33")
def test_workshop_cashier_and_delivery_read_the_same_answers(shop, order):
    set_choices(shop.service_advisor, order, **CHOICES)
    visits.sign(shop, order)
    order = visits.again(order)
    assert {name: getattr(order, name) for name in CHOICES} == CHOICES


@pytest.mark.duty("PROC-R-28")
def test_who_wants_no_wash_gets_none(shop, order):
    set_choices(shop.service_advisor, order, **CHOICES)
    visits.sign(shop, order)
    visits.dispatch(shop, visits.again(order))
    visits.issue_all(shop, visits.again(order))
    visits.start(shop, visits.again(order))
    visits.finish(shop, visits.again(order))
    visits.inspect(shop, visits.again(order))
    assert visits.again(order).state == RepairOrder.State.READY
    assert visits.again(order).wash_started_at is None


@pytest.mark.duty("PROC-R-25")
def test_every_order_says_how_it_will_be_paid(shop, order):
    assert order.pay == RepairOrder.Pay.CODE


def test_the_same_answers_again_change_nothing(shop, order):
    set_choices(shop.service_advisor, order, **CHOICES)
    first = visits.again(order).revision
    set_choices(shop.service_advisor, order, **CHOICES)
    assert (first, visits.again(order).revision) == (order.revision + 1, first)


def test_after_signing_they_stand(shop, order):
    visits.sign(shop, order)
    with refused("待派工"):
        set_choices(shop.service_advisor, order, **CHOICES)
