"""总检合格: the third level, on every car."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.delivery.actions import pass_internal_check
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.inspection.actions import finish_wash, pass_inspection, start_wash
from zhangdian.frontline.service.inspection.tests.arranging import (
    a_visit_to_inspect,
    a_visit_to_inspect_and_not_to_wash,
)
from zhangdian.frontline.service.models import Check, RepairOrder


@pytest.mark.duty("PROC-W-20", "PROC-W-21", "QCI-01")
def test_passed_it_goes_to_the_wash(shop):
    order = a_visit_to_inspect(shop)
    pass_inspection(shop.quality_inspector, order)
    order = visits.again(order)
    assert (order.state, order.final_passed_at) == (RepairOrder.State.WASHING, shop.now)
    assert Check.objects.get(order=order, stage=Check.Stage.FINAL).person == shop.person("quality_inspector")


@pytest.mark.duty("PROC-W-21")
def test_without_it_neither_wash_nor_delivery(shop):
    order = a_visit_to_inspect(shop)
    with refused("洗车"):
        start_wash(shop.washer, order)
    with refused("洗车"):
        finish_wash(shop.washer, order, place="C1")
    with refused("待交车"):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=True)


@pytest.mark.duty("PROC-W-21")
def test_every_car_that_was_washed_or_handed_over_was_inspected(shop):
    visits.a_visit_ready(shop)
    visits.a_visit_left(shop, "宁Z88K88")
    assert not RepairOrder.objects.filter(washed_at__isnull=False, final_passed_at=None).exists()
    assert Check.objects.filter(stage=Check.Stage.FINAL, passed=True).count() == 2


@pytest.mark.duty("PROC-W-21")
def test_nobody_inspects_his_own_work_or_his_own_check(shop):
    order = visits.a_visit_finished(shop)
    inspection.pass_leader_check(shop.quality_inspector, order)
    with refused("组长检查是您做的"):
        pass_inspection(shop.quality_inspector, order)
    pass_inspection(shop.technical_director, order)


@pytest.mark.duty("PROC-W-20")
def test_the_leader_looks_first(shop):
    order = visits.a_visit_finished(shop)
    with refused("组长检查还没做"):
        pass_inspection(shop.quality_inspector, order)


def test_a_car_that_is_not_washed_is_parked_at_once(shop):
    order = a_visit_to_inspect_and_not_to_wash(shop)
    with refused("选停放位置"):
        pass_inspection(shop.quality_inspector, order)
    pass_inspection(shop.quality_inspector, order, place="C7")
    order = visits.again(order)
    assert (order.state, order.place) == (RepairOrder.State.READY, "C7")


@pytest.mark.duty("PROC-W-25")
def test_a_place_holds_one_car(shop):
    visits.a_visit_ready(shop)
    order = a_visit_to_inspect_and_not_to_wash(shop, "宁Z88K88")
    with refused("C1 停着 宁Z62966", "C2、C3"):
        pass_inspection(shop.quality_inspector, order, place="C1")


@pytest.mark.duty("PROC-W-21")
def test_after_brakes_a_road_test_left_out_is_counted(shop):
    order = a_visit_to_inspect(shop, operations=("B001",))
    done = pass_inspection(shop.quality_inspector, order)
    assert done.entry.notes["watched"] == ["service.road_test_left_out"]


@pytest.mark.duty("PROC-W-21")
def test_the_kilometres_of_the_road_test_are_kept(shop):
    order = a_visit_to_inspect(shop, operations=("B001",))
    done = pass_inspection(shop.quality_inspector, order, road_test_km=4)
    assert "watched" not in done.entry.notes
    assert Check.objects.get(order=order, stage=Check.Stage.FINAL).road_test_km == 4


def test_parts_that_were_never_issued_are_issued_or_given_up_first(shop):
    order = visits.a_visit_signed(shop, operations=("A005",))
    visits.dispatch(shop, order)
    visits.start(shop, order)
    visits.finish(shop, order)
    inspection.pass_leader_check(shop.team_leader, visits.again(order))
    with refused("还有 1 件配件没发"):
        pass_inspection(shop.quality_inspector, visits.again(order))
