"""完工自检: each line done and checked by its technician."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection.actions import pass_leader_check
from zhangdian.frontline.service.models import Check, ClockRecord, RepairOrder
from zhangdian.frontline.service.workbench import LineResult, Pause
from zhangdian.frontline.service.workshop.actions import finish_work, pause_work
from zhangdian.frontline.service.workshop.tests.arranging import a_dispatched_visit, line_of, open_holds


@pytest.mark.duty("PROC-W-17", "TEC-08")
def test_the_last_line_sends_the_car_to_the_leader(shop):
    order = visits.a_visit_in_repair(shop)
    shop.later(minutes=31)
    finish_work(shop.technician, order, results=[LineResult(line_of(order))])
    order = visits.again(order)
    assert (order.state, order.self_checked_at) == (RepairOrder.State.CHECKING, shop.now)
    assert order.checks.get(stage=Check.Stage.SELF).person == shop.person("technician")
    assert ClockRecord.objects.get(order=order).ended_because == "完工"


@pytest.mark.duty("PROC-W-17")
def test_a_line_without_its_self_check_keeps_the_car_in_the_bay(shop):
    order = visits.a_visit_in_repair(shop, operations=("A001", "A005"))
    finish_work(shop.technician, order, results=[LineResult(line_of(order, "A001"))])
    with refused("检验"):
        pass_leader_check(shop.team_leader, visits.again(order))


@pytest.mark.duty("PROC-W-17", "TML-03")
def test_wheels_brakes_and_steering_want_their_torque(shop):
    order = visits.a_visit_in_repair(shop, operations=("B001",))
    with refused("更换前制动片", "力矩"):
        finish_work(shop.technician, order, results=[LineResult(line_of(order))])
    finish_work(shop.technician, order, results=[LineResult(line_of(order), torque_nm=110)])
    assert line_of(order).torque_nm == 110


@pytest.mark.duty("PROC-W-09")
def test_who_finishes_one_line_goes_on_with_the_next_without_a_gap(shop):
    order = visits.a_visit_in_repair(shop, operations=("A001", "A005"))
    shop.later(minutes=20)
    finish_work(shop.technician, order, results=[LineResult(line_of(order, "A001"))])
    running = ClockRecord.objects.get(order=order, ended_at=None)
    assert (running.line, running.started_at) == (line_of(order, "A005"), shop.now)


def test_one_start_a_car_is_enough(shop):
    order = visits.a_visit_in_repair(shop, operations=("A001", "A005", "D004"))
    shop.later(minutes=40)
    lines = list(order.lines.all())
    finish_work(shop.technician, order, results=[LineResult(line) for line in lines])
    assert visits.again(order).self_checked_at == shop.now
    assert not ClockRecord.objects.filter(order=order, ended_at=None).exists()


def test_a_car_that_nobody_began_is_not_finished(shop):
    order = a_dispatched_visit(shop)
    with refused("还没开工"):
        finish_work(shop.technician, order, results=[LineResult(line_of(order))])


def test_another_technician_s_line_is_not_mine_to_finish(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("不是派给您的"):
        finish_work(shop.second_technician, order, results=[LineResult(line_of(order))])


def test_nothing_ticked_is_nothing_finished(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("勾选"):
        finish_work(shop.technician, order, results=[])


def test_a_finished_line_is_not_finished_twice(shop):
    order = visits.a_visit_in_repair(shop, operations=("A001", "A005"))
    finish_work(shop.technician, order, results=[LineResult(line_of(order, "A001"))])
    with refused("已经完工"):
        finish_work(shop.technician, order, results=[LineResult(line_of(order, "A001"))])


def test_what_a_finished_line_waited_for_is_over(shop):
    order = visits.a_visit_in_repair(shop)
    pause_work(shop.technician, line_of(order), reason=Pause.HELP)
    finish_work(shop.technician, order, results=[LineResult(line_of(order))])
    assert open_holds(order) == {}
