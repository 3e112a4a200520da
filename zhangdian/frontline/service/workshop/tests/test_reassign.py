"""改派: another technician takes a line."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.workbench import LineResult, Pause
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.frontline.service.workshop.actions import pause_work, reassign, start_work
from zhangdian.frontline.service.workshop.tests.arranging import a_dispatched_visit, a_hybrid_signed, line_of


@pytest.mark.duty("PROC-W-06")
def test_the_line_goes_to_another_technician_with_a_new_planned_end(shop):
    order = a_dispatched_visit(shop)
    shop.later(minutes=15)
    reassign(
        shop.workshop_supervisor,
        line_of(order),
        technician=shop.person("second_technician"),
        reason="手上活多",
    )
    line = line_of(order)
    assert line.technician == shop.person("second_technician")
    assert line.planned_end_at > shop.now
    start_work(shop.second_technician, line, as_received=True)


def test_who_is_at_work_on_it_stops_first(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("汪承志", "先暂停"):
        reassign(
            shop.workshop_supervisor,
            line_of(order),
            technician=shop.person("second_technician"),
            reason="手上活多",
        )
    pause_work(shop.technician, line_of(order), reason=Pause.HOME)
    reassign(
        shop.workshop_supervisor,
        line_of(order),
        technician=shop.person("second_technician"),
        reason="手上活多",
    )


@pytest.mark.duty("PROC-W-06")
def test_high_voltage_stays_with_the_paper(shop):
    order = a_hybrid_signed(shop)
    visits.dispatch(shop, order, "second_technician")
    with refused("低压电工作业"):
        reassign(
            shop.workshop_supervisor,
            line_of(order),
            technician=shop.person("technician"),
            reason="手上活多",
        )


def test_a_reason_is_given(shop):
    order = a_dispatched_visit(shop)
    with refused("选一个原因"):
        reassign(
            shop.workshop_supervisor,
            line_of(order),
            technician=shop.person("second_technician"),
            reason=" ",
        )


def test_it_goes_to_somebody_else(shop):
    order = a_dispatched_visit(shop)
    with refused("已经派给 汪承志"):
        reassign(
            shop.workshop_supervisor, line_of(order), technician=shop.person("technician"), reason="换人"
        )


def test_a_finished_line_is_not_reassigned(shop):
    order = visits.a_visit_in_repair(shop, operations=("A001", "A005"))
    from_start = line_of(order, "A001")
    workshop.finish_work(shop.technician, order, results=[LineResult(from_start)])
    with refused("不在施工中"):
        reassign(
            shop.workshop_supervisor,
            line_of(order, "A001"),
            technician=shop.person("second_technician"),
            reason="手上活多",
        )
