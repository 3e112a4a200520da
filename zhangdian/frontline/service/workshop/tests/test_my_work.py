"""我的活: a technician's cars on a shared phone, the running one first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.frontline.service.workbench import Pause
from zhangdian.frontline.service.workshop import views
from zhangdian.frontline.service.workshop.actions import (
    dispatch,
    pause_work,
    report_difference,
    start_work,
)
from zhangdian.frontline.service.workshop.my_work import my_work
from zhangdian.frontline.service.workshop.tests.arranging import a_dispatched_visit, line_of


def page_of(who, path="/jobs"):
    return words(look(who, views.my_jobs, path, device="phone"))


def test_the_running_car_shows_clock_promise_words_and_parts(shop):
    visits.a_car(shop)
    visits.a_visit_in_repair(shop, operations=("B001",))
    shop.later(minutes=36)
    page = page_of(shop.technician)
    for said in ("刹车吱吱响", "0:36", "/ 0.8 h", "已领 1 件", "必须填力矩", "完工自检", "发现问题"):
        assert said in page


@pytest.mark.duty("PROC-W-07")
def test_the_first_start_is_one_press_with_the_walk_around_beside_it(shop):
    order = a_dispatched_visit(shop)
    page = page_of(shop.technician)
    assert "与接车一致，开工" in page
    assert "接车时的样子" in page
    assert "有差异" in page
    assert (
        press(shop.technician, "service.start_work", line_of(order).pk, as_received="true").status_code == 204
    )
    assert ClockRecord.objects.get(ended_at=None).line == line_of(order)


def test_a_pause_is_one_of_six_buttons(shop):
    order = visits.a_visit_in_repair(shop)
    answer = press(shop.technician, "service.pause_work", line_of(order).pk, reason=Pause.MEAL.value)
    assert answer.status_code == 204
    shop.later(minutes=7)
    page = page_of(shop.technician)
    assert "停着：吃饭 7 分" in page
    assert "继续" in page


@pytest.mark.duty("PROC-W-16", "TEC-04")
def test_a_finding_is_photo_item_and_red(shop):
    order = visits.a_visit_in_repair(shop)
    photo, item = visits.a_photo(shop.technician), 2
    sent = {"photos": photo, "item": item, "level": "red"}
    assert press(shop.technician, "service.report_finding", order.pk, **sent).status_code == 204
    assert order.findings.get().level == "red"


@pytest.mark.duty("PROC-W-17")
def test_all_lines_are_finished_by_one_press_where_no_torque_is_missing(shop):
    order = visits.a_visit_in_repair(shop, operations=("A005", "D004"))
    assert press(shop.technician, "service.finish_work", order.pk).status_code == 204
    assert visits.again(order).self_checked_at == shop.now


@pytest.mark.duty("PROC-W-17")
def test_a_missing_torque_is_asked_for_by_the_name_of_its_line(shop):
    order = visits.a_visit_in_repair(shop, operations=("B001",))
    answer = press(shop.technician, "service.finish_work", order.pk)
    assert answer.status_code == 422
    assert "更换前制动片" in words(answer)
    sent = {f"results-torque-{line_of(order).pk}": "110"}
    assert press(shop.technician, "service.finish_work", order.pk, **sent).status_code == 204
    assert line_of(order).torque_nm == 110


def test_a_line_that_is_switched_off_stays_open(shop):
    order = visits.a_visit_in_repair(shop, operations=("A005", "D004"))
    sent = {"results-shown": "1", f"results-done-{line_of(order, 'A005').pk}": "1"}
    assert press(shop.technician, "service.finish_work", order.pk, **sent).status_code == 204
    assert line_of(order, "A005").finished_at
    assert line_of(order, "D004").finished_at is None


@pytest.mark.duty("PROC-W-07")
def test_a_reported_difference_greys_the_start_with_its_reason(shop):
    order = a_dispatched_visit(shop)
    report_difference(shop.technician, order, words="左前轮毂有划痕")
    page = page_of(shop.technician)
    assert 'aria-disabled="true"' in page
    assert "等 林承志 答复" in page


def test_the_next_car_stands_below_and_may_be_opened(shop):
    visits.a_visit_in_repair(shop)
    second = a_dispatched_visit(shop, "宁Z88K88")
    assert "下一台" in page_of(shop.technician)
    work = my_work(shop.technician)
    assert work.main().order.plate == "宁Z62966"
    assert work.main(second.pk).order.plate == "宁Z88K88"


def test_after_lunch_he_goes_on_where_he_stopped(shop):
    a_dispatched_visit(shop, "宁Z88K88")
    order = visits.a_visit_in_repair(shop)
    shop.later(minutes=3)
    pause_work(shop.technician, line_of(order), reason=Pause.MEAL)
    assert my_work(shop.technician).main().order == order


def test_the_day_is_counted_in_cars(shop):
    visits.a_visit_finished(shop)
    a_dispatched_visit(shop, "宁Z88K88")
    work = my_work(shop.technician)
    assert (work.done, work.all) == (1, 2)


def test_who_has_nothing_to_do_is_told_what_will_come(shop):
    assert "现在没有派给您的活" in page_of(shop.technician)


def test_twenty_cars_cost_as_many_questions_as_two(shop):
    first = visits.a_visit_in_repair(shop, "宁Z10001")
    pause_work(shop.technician, line_of(first), reason=Pause.PARTS)
    start_work(shop.technician, line_of(first))
    a_dispatched_visit(shop, "宁Z10002")
    with CaptureQueriesContext(connection) as few:
        page_of(shop.technician)
    for number in range(18):
        order = visits.a_visit_signed(shop, f"宁Z{20_000 + number}", operations=("D004",))
        reason = {"service.plan_ends_late": "客户同意等"}
        dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"), because=reason)
    with CaptureQueriesContext(connection) as many:
        page_of(shop.technician)
    assert len(many) <= len(few)
