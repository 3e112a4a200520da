"""实车不一致退回."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.delivery.actions import fail_internal_check
from zhangdian.frontline.service.models import RepairOrder


@pytest.mark.duty("PROC-D-05")
def test_a_fault_that_is_not_solved_goes_back_as_rework(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    fail_internal_check(shop.service_advisor, order, failed=list(order.lines.all()), remark="还在响")
    order = visits.again(order)
    assert order.state == RepairOrder.State.IN_REPAIR
    assert order.reworks == 1
    assert order.final_passed_at is None


@pytest.mark.duty("PROC-D-04")
def test_what_is_wrong_is_said(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    with refused("哪里不合格"):
        fail_internal_check(shop.service_advisor, order, failed=list(order.lines.all()), remark=" ")
