"""What there is not has its reason in the minutes."""

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties.reviews.actions import leave_out_input, supply_input
from zhangdian.management.duties.reviews.tests.arranging import (
    decided,
    given,
    left_out,
    missing,
    opened,
    signed,
)


def test_the_reason_stands_in_the_minutes(shop):
    meeting = opened(shop)
    with refused("为什么没有"):
        leave_out_input(shop.general_manager, given(meeting, "审核结果"), why=" ")
    leave_out_input(shop.general_manager, given(meeting, "审核结果"), why="内审改到明年三月")
    assert "审核结果" not in missing(meeting)
    left_out(shop, meeting)
    decided(shop, meeting)
    signed(shop, meeting)
    paper = browser_of(shop.service_manager).get(f"/duties/meetings/{meeting.pk}/minutes").content.decode()
    assert "内审改到明年三月" in paper
    assert "孙知行 签" in paper
    with refused("不再改"):
        leave_out_input(shop.general_manager, given(meeting, "审核结果"), why="再说")


def test_only_who_leads_and_only_what_is_not_there(shop):
    meeting = opened(shop)
    with refused("主持人孙知行"):
        leave_out_input(shop.service_manager, given(meeting, "审核结果"), why="没有")
    supply_input(shop.service_manager, given(meeting, "审核结果"), text="查了两次")
    with refused("已经有内容"):
        leave_out_input(shop.general_manager, given(meeting, "审核结果"), why="没有")
