"""车间排优先: the supervisor moves a car up or down, with a reason."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.workshop.actions import dispatch, set_priority


@pytest.mark.duty("PROC-W-05")
def test_the_queue_follows_his_hand(shop):
    first = visits.a_visit_signed(shop)
    second = visits.a_visit_signed(shop, "宁Z88K88")
    set_priority(shop.workshop_supervisor, second, priority=2, reason="客户赶飞机")
    with asked("service.dispatch_order", "宁Z88K88"):
        dispatch(shop.workshop_supervisor, first, technician=shop.person("technician"))


@pytest.mark.duty("PROC-W-05")
def test_moving_it_asks_for_a_reason(shop):
    order = visits.a_visit_signed(shop)
    with refused("选一个原因"):
        set_priority(shop.workshop_supervisor, order, priority=-1, reason="")


def test_nine_steps_up_or_down_are_enough(shop):
    order = visits.a_visit_signed(shop)
    set_priority(shop.workshop_supervisor, order, priority=40, reason="客户赶飞机")
    assert visits.again(order).priority == 9
