"""组长检查不合格: back to the bay with what is wrong."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service.inspection.actions import fail_leader_check, pass_leader_check
from zhangdian.frontline.service.models import Check, RepairOrder
from zhangdian.frontline.service.workbench import LineResult
from zhangdian.frontline.service.workshop.actions import finish_work, start_work


@pytest.mark.duty("PROC-W-18", "TML-03")
def test_the_line_is_open_again_and_counted_as_rework(shop):
    order = visits.a_visit_finished(shop)
    line = order.lines.get()
    photo = visits.a_photo(shop.team_leader)
    fail_leader_check(shop.team_leader, order, failed=[line], remark="放油螺栓渗油", photos=[photo])
    order = visits.again(order)
    assert (order.state, order.reworks, order.lines.get().reworks) == (RepairOrder.State.IN_REPAIR, 1, 1)
    check = Check.objects.get(order=order, stage=Check.Stage.LEADER)
    assert (check.passed, check.remark) == (False, "放油螺栓渗油")
    assert Photo.objects.get(subject_id=check.pk, kind="defect").upload_id == photo


@pytest.mark.duty("PROC-W-17", "PROC-W-18")
def test_mended_it_is_checked_again_from_the_first_level(shop):
    order = visits.a_visit_finished(shop)
    fail_leader_check(shop.team_leader, order, failed=[order.lines.get()], remark="放油螺栓渗油")
    start_work(shop.technician, order.lines.get())
    finish_work(shop.technician, visits.again(order), results=[LineResult(order.lines.get())])
    pass_leader_check(shop.team_leader, visits.again(order))


def test_it_says_what_is_wrong_and_where(shop):
    order = visits.a_visit_finished(shop)
    with refused("写明哪里不合格"):
        fail_leader_check(shop.team_leader, order, failed=[order.lines.get()], remark="")
    with refused("选不合格的项目"):
        fail_leader_check(shop.team_leader, order, failed=[], remark="渗油")


def test_only_lines_of_this_car_fail(shop):
    order = visits.a_visit_finished(shop)
    other = visits.a_visit_finished(shop, "宁Z88K88")
    with refused("在这张委托书上"):
        fail_leader_check(shop.team_leader, order, failed=[other.lines.get()], remark="渗油")
