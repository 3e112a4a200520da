"""开工: clock on; the first start of a car asks once whether it is as received."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.frontline.service.workbench import Pause
from zhangdian.frontline.service.workshop.actions import pause_work, start_work
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_dispatched_visit,
    a_hybrid_signed,
    an_offer,
    line_of,
    open_holds,
)


@pytest.mark.duty("PROC-W-07")
def test_without_the_team_s_look_at_the_car_nobody_clocks_on(shop):
    order = a_dispatched_visit(shop)
    with refused("与接车登记一致吗"):
        start_work(shop.technician, line_of(order))
    start_work(shop.technician, line_of(order), as_received=True)
    assert visits.again(order).team_accepted_at == shop.now


@pytest.mark.duty("PROC-W-09")
def test_the_clock_runs_on_the_line_from_that_instant(shop):
    order = a_dispatched_visit(shop)
    shop.later(minutes=5)
    start_work(shop.technician, line_of(order), as_received=True)
    running = ClockRecord.objects.get(line=line_of(order), ended_at=None)
    assert (running.technician, running.started_at) == (shop.person("technician"), shop.now)


@pytest.mark.duty("PROC-W-09", "PROC-W-16")
def test_a_line_without_the_customer_s_word_is_not_clocked(shop):
    order = visits.a_visit_in_repair(shop)
    an_offer(shop, order, ["B002"])
    with refused("更换后制动片", "还没授权"):
        start_work(shop.technician, line_of(order, "B002"))


def test_a_line_that_nobody_was_given_is_not_begun(shop):
    order = visits.a_visit_signed(shop)
    with refused("还没派工"):
        start_work(shop.technician, line_of(order), as_received=True)


def test_another_technician_s_line_is_his(shop):
    order = a_dispatched_visit(shop)
    with refused("派给了 汪承志"):
        start_work(shop.second_technician, line_of(order), as_received=True)


def test_a_leader_may_begin_for_his_people(shop):
    order = a_dispatched_visit(shop)
    start_work(shop.team_leader, line_of(order), as_received=True)


@pytest.mark.duty("PROC-W-09")
def test_clocking_on_elsewhere_ends_the_first_with_its_reason(shop):
    first = visits.a_visit_in_repair(shop)
    second = a_dispatched_visit(shop, "宁Z88K88")
    shop.later(minutes=12)
    start_work(shop.technician, line_of(second), as_received=True)
    ended = ClockRecord.objects.get(line=line_of(first))
    assert (ended.ended_at, ended.ended_because) == (shop.now, "转去别的项目")


def test_what_runs_is_not_started_again(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("已经在施工"):
        start_work(shop.technician, line_of(order))


def test_who_goes_on_waits_for_nobody_any_more(shop):
    order = visits.a_visit_in_repair(shop)
    pause_work(shop.technician, line_of(order), reason=Pause.BAY)
    assert "question" in open_holds(order)
    shop.later(minutes=10)
    start_work(shop.technician, line_of(order))
    assert "question" not in open_holds(order)


def test_high_voltage_is_not_begun_without_the_paper(shop):
    order = a_hybrid_signed(shop)
    visits.dispatch(shop, order, "second_technician")
    with refused("低压电工作业"):
        start_work(shop.team_leader, line_of(order), as_received=True)
