"""What waits for each post of the workshop, on its home page."""

from datetime import timedelta

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui.waits import count
from zhangdian.frontline.service.workbench import LineResult, Pause
from zhangdian.frontline.service.workshop import waiting
from zhangdian.frontline.service.workshop.actions import (
    agree_new_time,
    answer_note,
    ask_for_call,
    authorize_extra_work,
    dispatch,
    finish_work,
    pause_work,
    report_delay,
    report_difference,
    return_to_advisor,
)
from zhangdian.frontline.service.workshop.board import Board
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_dispatched_visit,
    a_finding,
    a_known_car_in_repair,
    an_offer,
    customer_of,
    last_note,
    line_of,
    rests_on,
)
from zhangdian.resources.parts.actions import void_requisition
from zhangdian.resources.parts.models import Part
from zhangdian.resources.parts.queries import usable
from zhangdian.resources.parts.tests.arranging import a_requisition


@pytest.mark.duty("PROC-W-01", "PROC-W-05")
def test_the_supervisor_s_cars_stand_in_the_order_of_the_queue(shop):
    visits.a_visit_signed(shop)
    back = visits.a_visit_signed(shop, "宁Z88K88")
    assert [task.plate for task in waiting.cars_to_dispatch(shop.workshop_supervisor)] == [
        "宁Z62966",
        "宁Z88K88",
    ]
    return_to_advisor(shop.workshop_supervisor, back, words="项目没交待清楚")
    assert [task.plate for task in waiting.cars_to_dispatch(shop.workshop_supervisor)] == ["宁Z62966"]


@pytest.mark.duty("PROC-W-16")
def test_extra_work_waits_for_the_supervisor_from_the_customer_s_yes(shop):
    order = a_dispatched_visit(shop)
    an_offer(shop, order, ["B002"])
    assert waiting.cars_to_dispatch(shop.workshop_supervisor) == []
    shop.later(minutes=10)
    extra = line_of(order, "B002")
    authorize_extra_work(shop.service_advisor, order, agreed=[extra], means=Means.PHONE, spoken_by="邹女士")
    [task] = waiting.cars_to_dispatch(shop.workshop_supervisor)
    assert (task.title, task.remark, task.since) == ("派增项", extra.name, shop.now)
    assert count(shop.workshop_supervisor, [waiting.to_dispatch_count])[0].count == 1


@pytest.mark.duty("PROC-W-02", "PROC-W-03", "PROC-W-07")
def test_what_the_workshop_says_lands_on_the_advisor_s_page_until_he_answers(shop):
    order = a_dispatched_visit(shop)
    report_difference(shop.technician, order, words="左前轮毂有划痕")
    [task] = waiting.notes_to_answer(shop.service_advisor)
    assert (task.verb, task.plate) == ("确认", order.plate)
    assert waiting.notes_to_answer(shop.second_advisor) == []
    answer_note(shop.service_advisor, last_note(order), answer="客户知道")
    assert waiting.notes_to_answer(shop.service_advisor) == []


@pytest.mark.duty("PROC-W-15")
def test_a_delay_not_told_within_a_quarter_of_an_hour_is_late(shop):
    order = visits.a_visit_in_repair(shop)
    report_delay(shop.technician, order, reason="配件晚到")
    [task] = waiting.notes_to_answer(shop.service_advisor)
    assert not task.late(shop.now)
    shop.later(minutes=16)
    assert task.late(shop.now)
    later = shop.now + timedelta(hours=2)
    agree_new_time(shop.service_advisor, order, at=later, means="phone", answer="理解")
    assert waiting.notes_to_answer(shop.service_advisor) == []


@pytest.mark.duty("PROC-W-14", "SA-09")
def test_an_overrun_that_nobody_reported_is_on_both_pages_and_counted(shop):
    order = visits.a_visit_in_repair(shop)
    shop.later(hours=2)
    for post in (waiting.overruns(shop.workshop_supervisor), waiting.my_overruns(shop.service_advisor)):
        assert [task.plate for task in post] == [order.plate]
    assert waiting.unreported(shop.workshop_supervisor).count() == 1
    report_delay(shop.technician, order, reason="比预想的难")
    assert waiting.overruns(shop.workshop_supervisor) == []


@pytest.mark.duty("PROC-W-15", "PROC-W-16")
def test_a_finding_and_a_call_land_with_the_advisor_and_a_question_with_nobody(shop):
    order = visits.a_visit_in_repair(shop)
    a_finding(shop, order)
    assert [task.verb for task in waiting.extra_to_answer(shop.service_advisor)] == ["报价"]
    offer = an_offer(shop, order, ["B002"])
    assert waiting.extra_to_answer(shop.service_advisor) == []
    ask_for_call(customer_of(offer), offer, seen_revision=offer.revision)
    assert [task.verb for task in waiting.extra_to_answer(shop.service_advisor)] == ["回电"]


def test_a_technician_s_cars_are_his_page(shop):
    visits.a_visit_in_repair(shop)
    a_dispatched_visit(shop, "宁Z88K88")
    assert [task.verb for task in waiting.cars_in_my_hands(shop.technician)] == ["接着做", "开工"]
    assert count(shop.technician, [waiting.my_jobs_count])[0].count == 2


@pytest.mark.duty("PROC-W-14")
def test_a_car_that_simply_goes_on_the_next_morning_has_not_overrun(shop):
    rests_on(shop, 6)
    shop.at("16:20")
    order = visits.a_visit_signed(shop, operations=("E002",))
    visits.dispatch(shop, order)
    visits.start(shop, order)
    pause_work(shop.technician, line_of(order), reason=Pause.HOME)
    shop.at("20:00")
    assert waiting.overruns(shop.workshop_supervisor) == []
    shop.later(days=1)
    shop.at("08:20")
    assert waiting.overruns(shop.workshop_supervisor) == []
    shop.at("11:00")
    assert [task.plate for task in waiting.overruns(shop.workshop_supervisor)] == [order.plate]


def a_body_car_under_the_hammer(shop):
    """Its metal is being beaten straight; nobody has the paint yet."""
    order = visits.a_visit_signed(shop, operations=("G001", "G002"))
    dispatch(
        shop.workshop_supervisor,
        order,
        technician=shop.person("technician"),
        only=[line_of(order, "G001")],
    )
    visits.start(shop, order)
    return order


def agreed_brakes_of_which_the_pads_are_not_there(shop):
    """A car in work; the customer agreed to new pads behind, all of which the workshop has had put aside."""
    order = a_known_car_in_repair(shop)
    pads = Part.objects.get(part_no="Y4302-J2010")
    put_aside = a_requisition(shop, (pads, usable(shop.storekeeper, [pads.pk], shop.today)[pads.pk]))
    an_offer(shop, order, ["B002"])
    brakes = line_of(order, "B002")
    authorize_extra_work(shop.service_advisor, order, agreed=[brakes], means=Means.PHONE, spoken_by="邹女士")
    return brakes, put_aside


@pytest.mark.duty("PROC-W-05", "PROC-W-10")
def test_work_whose_parts_are_not_there_is_not_late_for_a_name_until_they_have_come(shop):
    brakes, put_aside = agreed_brakes_of_which_the_pads_are_not_there(shop)
    shop.later(hours=3)
    assert waits_for_a_name(shop) == []
    assert Board(shop.workshop_supervisor, "").proposals == []
    void_requisition(shop.parts_manager, put_aside, reason="不领了")
    [task] = waits_for_a_name(shop)
    assert (task.title, task.remark, task.since) == ("派增项", brakes.name, shop.now)
    assert not task.late(shop.now)
    shop.later(minutes=31)
    [task] = waits_for_a_name(shop)
    assert task.late(shop.now)


def waits_for_a_name(shop):
    """The supervisor's tasks, and what the database counts of them."""
    counted = count(shop.workshop_supervisor, [waiting.to_dispatch_count])[0]
    tasks = waiting.cars_to_dispatch(shop.workshop_supervisor)
    assert (counted.count, counted.late) == (len(tasks), any(task.late(shop.now) for task in tasks))
    return tasks


@pytest.mark.duty("PROC-W-05")
def test_paint_is_not_late_for_a_name_while_the_metal_is_worked_on(shop):
    order = a_body_car_under_the_hammer(shop)
    shop.later(hours=3)
    assert waits_for_a_name(shop) == []
    finish_work(shop.technician, order, results=[LineResult(line_of(order, "G001"))])
    [task] = waits_for_a_name(shop)
    assert (task.title, task.remark, task.since) == (
        "派下一工序",
        line_of(order, "G002").name,
        shop.now,
    )
    assert not task.late(shop.now)
    shop.later(minutes=31)
    [task] = waits_for_a_name(shop)
    assert task.late(shop.now)


@pytest.mark.duty("PROC-W-05", "PROC-W-16")
def test_of_a_body_car_that_nobody_has_the_metal_is_given_first(shop):
    visits.a_visit_signed(shop, operations=("G001", "G002"))
    [task] = waits_for_a_name(shop)
    assert (task.title, "喷漆" in task.remark) == ("派工", False)
    shop.later(minutes=31)
    [task] = waits_for_a_name(shop)
    assert task.late(shop.now)
