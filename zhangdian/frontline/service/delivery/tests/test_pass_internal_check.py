"""内部交车."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.tests.arranging import an_action
from zhangdian.frontline.service import checking
from zhangdian.frontline.service.delivery.actions import pass_internal_check, tell_customer
from zhangdian.frontline.service.models import Check, RepairOrder
from zhangdian.people.organization.roles import Role


@an_action("借工具", by=[Role.WORKSHOP_SUPERVISOR])
def lend_a_tool(ctx: Act, order: RepairOrder) -> None:
    """As a room that lends tools does it: the car waits for what is out."""
    holds.lay(
        ctx,
        order,
        "tool_out",
        holder=Role.TECHNICIAN,
        why="扭力扳手还没还",
        stops=["service.pass_internal_check"],
    )


@pytest.mark.duty("PROC-D-03", "PROC-D-04")
def test_one_answer_confirms_every_line_on_the_car(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop, operations=["A001", "A005"])
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    assert all(line.confirmed_on_car_at for line in order.lines.all())
    assert order.checks.filter(stage=Check.Stage.INTERNAL, passed=True).exists()


@pytest.mark.duty("PROC-D-03")
def test_a_car_that_differs_goes_back_and_is_not_confirmed(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    with refused("不一致退回"):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=False)
    assert visits.again(order).internally_checked_at is None


@pytest.mark.duty("PROC-D-03")
def test_work_that_was_not_inspected_is_not_handed_over(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_finished(shop)
    with refused("检验"):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=True)


@pytest.mark.duty("PROC-D-04")
def test_the_customer_is_not_called_before_the_internal_check(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    with refused("内部交车检查还没做"):
        tell_customer(shop.service_advisor, order, means=Means.PHONE)


@pytest.mark.duty("PROC-D-05", "PROC-D-06", "PROC-D-07", "PROC-D-08")
def test_what_was_looked_at_is_on_the_record_by_name(shop: Shop) -> None:
    order = visits.a_visit_ready(shop)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    points = order.checks.get(stage=Check.Stage.INTERNAL).points.split("；")
    assert points == list(checking.INTERNAL_POINTS)
    assert order.concerns.get().solved is True


@pytest.mark.duty("PROC-D-08")
def test_what_was_left_in_the_car_is_taken_out_and_noted(shop: Shop) -> None:
    order = visits.a_visit_ready(shop)
    pass_internal_check(
        shop.service_advisor, order, all_done_on_car=True, left_behind=["抹布", "工具"], remark="脚垫已摆正"
    )
    assert order.checks.get(stage=Check.Stage.INTERNAL).remark == "落下已取走：抹布、工具。脚垫已摆正"


@pytest.mark.duty("PROC-D-08")
def test_a_hold_that_another_room_lays_keeps_the_car_back(shop: Shop) -> None:
    order = visits.a_visit_ready(shop)
    lend_a_tool(shop.workshop_supervisor, order)
    with refused("扭力扳手还没还"):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
