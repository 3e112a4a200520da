"""检验和洗车: queues with their age, the leader's one press, the points, the places of the yard."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.inspection import points, views, waiting
from zhangdian.frontline.service.inspection.actions import finish_wash, start_wash
from zhangdian.frontline.service.inspection.tests.arranging import (
    a_scratch,
    a_visit_to_inspect,
    a_visit_to_inspect_and_not_to_wash,
    a_visit_to_wash,
)
from zhangdian.frontline.service.models import Advice, Check, RepairOrder
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.frontline.service.workshop import waiting as workshop_waiting

State = RepairOrder.State


@pytest.mark.duty("PROC-W-19")
def test_the_leader_passes_a_car_from_the_queue_by_one_press(shop):
    order = visits.a_visit_finished(shop)
    assert "合格，无建议" in words(look(shop.team_leader, views.inspection))
    assert press(shop.team_leader, "service.pass_leader_check", order.pk).status_code == 204
    assert Check.objects.get(order=order, stage=Check.Stage.LEADER).remark == "无建议"


@pytest.mark.duty("PROC-W-19", "TML-04")
def test_what_he_writes_becomes_advice(shop):
    order = visits.a_visit_finished(shop)
    sent = {
        "recommendations-rows": "0",
        "recommendations-0-name": "更换前轮胎",
        "recommendations-0-urgency": "now",
        "recommendations-0-safety": "on",
    }
    assert press(shop.team_leader, "service.pass_leader_check", order.pk, **sent).status_code == 204
    assert Advice.objects.get(order=order).safety


@pytest.mark.duty("PROC-W-20", "PROC-W-21")
def test_the_inspector_sees_the_age_of_his_queue(shop):
    a_visit_to_inspect(shop)
    shop.later(minutes=17)
    page = words(look(shop.quality_inspector, views.inspection))
    assert "待总检最久 17 分" in page
    [task] = waiting.cars_to_inspect(shop.quality_inspector)
    assert task.late(shop.now)


@pytest.mark.duty("PROC-W-21")
def test_eight_points_for_maintenance_and_a_long_list_with_the_road_after_brakes(shop):
    order = a_visit_to_inspect(shop)
    page = words(look(shop.quality_inspector, views.inspected, pk=order.pk))
    assert "8 点" in page
    assert "路试" not in page
    braked = a_visit_to_inspect(shop, "宁Z88K88", operations=("B001",))
    page = words(look(shop.quality_inspector, views.inspected, pk=braked.pk))
    assert "16 点" in page
    assert points.ROAD[1] in page
    assert "110 N·m" in page


@pytest.mark.duty("PROC-W-21")
def test_all_points_good_is_one_press_to_the_wash(shop):
    order = a_visit_to_inspect(shop)
    assert press(shop.quality_inspector, "service.pass_inspection", order.pk).status_code == 204
    assert visits.again(order).state == State.WASHING


@pytest.mark.duty("PROC-W-25")
def test_an_unwashed_car_is_passed_by_a_tap_on_its_place(shop):
    order = a_visit_to_inspect_and_not_to_wash(shop)
    page = words(look(shop.quality_inspector, views.inspected, pk=order.pk))
    assert 'value="C7"' in page
    assert press(shop.quality_inspector, "service.pass_inspection", order.pk, place="C7").status_code == 204
    assert visits.again(order).place == "C7"


@pytest.mark.duty("PROC-W-21", "QCI-01")
def test_failing_the_only_line_is_a_chip_and_a_press(shop):
    order = a_visit_to_inspect(shop)
    sent = {"failed": order.lines.get().pk, "remark": "渗漏", "remark-own": "放油螺栓"}
    assert press(shop.quality_inspector, "service.fail_inspection", order.pk, **sent).status_code == 204
    assert Check.objects.get(order=order, stage=Check.Stage.FINAL).remark == "渗漏，放油螺栓"


def test_who_worked_on_the_car_is_told_that_another_looks(shop):
    order = visits.a_visit_signed(shop)
    visits.dispatch(shop, order, "team_leader")
    visits.issue_all(shop, order, "team_leader")
    visits.start(shop, order, "team_leader")
    visits.finish(shop, order, "team_leader")
    assert "您做过，由别人检" in words(look(shop.team_leader, views.inspection))
    assert waiting.cars_to_check(shop.team_leader) == []
    assert len(waiting.cars_to_check(shop.second_leader)) == 1


@pytest.mark.duty("PROC-W-22", "PROC-W-25")
def test_the_wash_is_one_press_and_one_tap_on_a_free_place(shop):
    visits.a_visit_ready(shop)
    order = a_visit_to_wash(shop, "宁Z88K88")
    assert press(shop.washer, "service.start_wash", order.pk).status_code == 204
    page = words(look(shop.washer, views.wash))
    assert 'value="C2"' in page
    assert 'value="C1"' not in page
    assert press(shop.washer, "service.finish_wash", order.pk, place="C2").status_code == 204
    assert visits.again(order).place == "C2"


@pytest.mark.duty("PROC-W-24")
def test_a_drawn_wash_says_so_before_it_is_done(shop):
    order = a_visit_to_wash(shop, drawn=True)
    start_wash(shop.washer, order)
    assert "这台抽到拍照" in words(look(shop.washer, views.wash))


@pytest.mark.duty("PROC-W-23")
def test_a_new_mark_is_on_the_supervisor_s_page_until_he_decides(shop):
    order = a_visit_to_wash(shop)
    finish_wash(shop.washer, order, place="C5", new_marks=[a_scratch()], photos=[visits.a_photo(shop.washer)])
    [task] = workshop_waiting.marks_to_decide(shop.workshop_supervisor)
    assert "左后门 划痕" in task.title
    note = order.progress_notes.get()
    answer = press(shop.workshop_supervisor, "service.decide_new_mark", note.pk, decision="old")
    assert answer.status_code == 204
    assert workshop_waiting.marks_to_decide(shop.workshop_supervisor) == []


@pytest.mark.duty("PROC-W-22")
def test_the_washer_s_cars_are_his_page(shop):
    order = a_visit_to_wash(shop)
    assert [task.verb for task in waiting.cars_to_wash(shop.washer)] == ["开始"]
    start_wash(shop.washer, order)
    assert [task.verb for task in waiting.cars_to_wash(shop.washer)] == ["停好"]


@pytest.mark.parametrize(
    ("view", "visit"),
    [(views.inspection, a_visit_to_inspect), (views.wash, a_visit_to_wash)],
    ids=["inspection", "wash"],
)
def test_ten_cars_cost_as_many_questions_as_one(shop, view, visit):
    """Looked at at one hour: in the afternoon the rail asks after tomorrow, too."""
    evening = clock.local(shop.now).replace(hour=20)
    visit(shop, "宁Z10001")
    with clock.at(evening), CaptureQueriesContext(connection) as few:
        look(shop.workshop_supervisor, view)
    for number in range(9):
        visit(shop, f"宁Z{20_000 + number}")
    with clock.at(evening), CaptureQueriesContext(connection) as many:
        look(shop.workshop_supervisor, view)
    assert len(many) <= len(few)
