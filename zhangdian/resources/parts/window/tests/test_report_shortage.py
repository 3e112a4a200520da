"""A shortage: what, until when, who was told, and who has the ball."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import holds
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.actions import report_shortage
from zhangdian.resources.parts.models import RequisitionLine
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, ball, lines_of

WaitsFor = RequisitionLine.WaitsFor


def answer(shop, requisition, **changed):
    inputs = {
        "line": lines_of(requisition)[0].pk,
        "waits_for": WaitsFor.SUPPLIER,
        "until": shop.now + timedelta(hours=4),
        "remedy": "邻城店调拨",
        "told": "服务顾问 林承志",
    }
    return report_shortage(shop.storekeeper, requisition, **{**inputs, **changed})


@pytest.mark.duty("PTP-03")
def test_an_unanswered_shortage_is_with_the_planner(shop):
    part = a_part(shop, (1, "20", 10), name="轮胎")
    requisition = a_requisition(shop, (part, 2))
    assert ball(requisition) == (Role.PARTS_PLANNER, "待料：缺 轮胎 1 个，到货时间待答复")


@pytest.mark.duty("PTP-09")
def test_an_answered_shortage_is_with_whoever_delivers_and_says_when(shop):
    requisition = a_requisition(shop, (a_part(shop, name="轮胎"), 2))
    answer(shop, requisition)
    assert ball(requisition) == (holds.SUPPLIER, "待料：缺 轮胎 2 个，预计 11-23 12:00 到")


def test_an_answer_says_when_or_what_else(shop):
    requisition = a_requisition(shop, (a_part(shop), 2))
    with refused("何时到货"):
        answer(shop, requisition, until=None, remedy="")
    with refused("已经过去"):
        answer(shop, requisition, until=shop.now - timedelta(hours=1))
    with refused("告诉了谁"):
        answer(shop, requisition, told="")


def test_one_unanswered_line_keeps_the_ball_with_the_planner(shop):
    requisition = a_requisition(shop, (a_part(shop, name="甲"), 1), (a_part(shop, name="乙"), 1))
    answer(shop, requisition)
    assert ball(requisition)[0] == Role.PARTS_PLANNER
