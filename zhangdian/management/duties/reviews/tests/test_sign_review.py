"""A management review: what is missing is named, decisions become tasks, the general manager signs."""

from datetime import timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties import desks, reviewing
from zhangdian.management.duties.matters.tests.arranging import reported
from zhangdian.management.duties.meetings.actions import close_meeting, decide, open_meeting
from zhangdian.management.duties.meetings.tests.arranging import a_meeting
from zhangdian.management.duties.meetings.tests.arranging import decided as morning
from zhangdian.management.duties.models import DueItem, Meeting
from zhangdian.management.duties.reviews.actions import leave_out_input, sign_review
from zhangdian.management.duties.reviews.tests.arranging import (
    MINUTES,
    again,
    decided,
    given,
    left_out,
    missing,
    opened,
    signed,
    with_inputs,
)
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.people.organization.staff.actions import name_deputy


@pytest.mark.duty("GM-14")
def test_opened_it_names_what_is_missing_and_what_the_system_knows_stands_there(shop):
    reported(shop, what="投保单要手抄两遍")
    meeting = opened(shop)
    assert "审核结果" in missing(meeting)
    assert "员工上报的问题和建议" not in missing(meeting)
    assert "报了 1 件" in given(meeting, "员工上报的问题和建议").text
    assert given(meeting, "客户投诉").text.startswith("投诉件数 0")
    page = browser_of(shop.general_manager).get(f"/duties/meetings/{meeting.pk}").content.decode()
    assert "还缺：" in page
    assert "审核结果" in page


@pytest.mark.duty("GM-14")
def test_it_is_not_signed_without_each_input_or_its_reason_and_a_decision(shop):
    meeting = opened(shop)
    left_out(shop, meeting, but="审核结果")
    decided(shop, meeting)
    with refused("还缺：审核结果"):
        signed(shop, meeting)
    left_out(shop, meeting)
    with refused("纪要"):
        signed(shop, meeting, minutes=" ")
    assert signed(shop, meeting).state == Meeting.State.CLOSED


def test_without_a_decision_it_is_no_review(shop):
    meeting = opened(shop)
    left_out(shop, meeting)
    with refused("还没有定下来的事"):
        signed(shop, meeting)


@pytest.mark.duty("GM-14")
def test_decisions_are_tasks_and_the_next_review_begins_with_them(shop):
    first = opened(shop)
    left_out(shop, first)
    decided(shop, first, "每月查一次交车准时率")
    assert [task.title for task in desks.duties_of_mine(shop.service_manager)] == ["每月查一次交车准时率"]
    number = signed(shop, first).number
    others = a_meeting(shop)
    morning(shop, others, "每天的小事")
    shop.later(days=1)
    following = opened(shop)
    told = given(following, "上次管理评审的决定").text
    assert told == f"{number} 定了 1 件，确认办好 0 件；没办好：每月查一次交车准时率（田长青）"
    assert [point.what for point in following.points.all()] == ["上次决定：每月查一次交车准时率"]


@pytest.mark.duty("GM-14")
def test_only_the_general_manager_signs_and_not_who_stands_in_for_him(shop):
    name_deputy(
        shop.general_manager,
        shop.person("general_manager"),
        deputy=shop.person("deputy_general_manager"),
        since=shop.today,
        until=shop.today + timedelta(days=1),
    )
    deputy = shop.deputy_general_manager
    meeting = opened(shop, "deputy_general_manager")
    for name in missing(meeting):
        leave_out_input(deputy, given(meeting, name), why="今年没有做")
    owner, day = shop.person("service_manager"), shop.today + timedelta(days=30)
    decide(deputy, meeting, what="每月查一次交车准时率", owner=owner, day=day)
    with refused("本人签字"):
        sign_review(deputy, meeting, minutes=MINUTES)
    assert again(meeting).signed_at is None
    assert signed(shop, meeting).signed_by == shop.person("general_manager")


def test_he_signs_no_other_meeting_and_it_is_not_closed_without_him(shop):
    with refused("散会就行"):
        sign_review(shop.general_manager, a_meeting(shop), minutes=MINUTES)
    with refused("签字"):
        close_meeting(shop.general_manager, opened(shop))


def test_it_is_the_general_managers_and_there_is_one_at_a_time(shop):
    with_inputs(shop)
    with refused("总经理"):
        opened(shop, "service_manager")
    opened(shop)
    with refused("还没签字"):
        opened(shop)


def test_without_a_list_of_inputs_none_is_opened(shop):
    people = [shop.person("service_manager")]
    with refused("评审材料"):
        open_meeting(shop.general_manager, kind=Meeting.Kind.REVIEW, people=people)


def test_the_form_of_a_meeting_offers_it_to_who_may_lead_it(shop):
    with_inputs(shop)
    manager, head = (
        browser_of(getattr(shop, who)).get("/act/duties.open_meeting").content.decode()
        for who in ("general_manager", "service_manager")
    )
    assert "管理评审" in manager
    assert "管理评审" not in head


def test_before_its_hour_it_is_not_signed(shop):
    with_inputs(shop)
    people = [shop.person("service_manager")]
    begins = shop.now + timedelta(days=1)
    meeting = open_meeting(
        shop.general_manager, kind=Meeting.Kind.REVIEW, people=people, begins_at=begins
    ).subject
    left_out(shop, meeting)
    decided(shop, meeting)
    with refused("才开"):
        signed(shop, meeting)


@pytest.mark.duty("GM-14")
def test_it_is_due_once_a_year_and_his_signature_is_its_proof(shop):
    with_duties(shop)
    day = shop.today.replace(year=shop.today.year + 1, month=1, day=10)
    shop.later(days=(day - shop.today).days)
    the_clock_looks(shop)
    due = item(shop, "GM-14")
    assert due.day == day
    meeting = opened(shop)
    left_out(shop, meeting)
    decided(shop, meeting)
    signed(shop, meeting)
    the_clock_looks(shop)
    assert item(shop, "GM-14").standing_at(shop.now) == DueItem.Standing.IN_TIME


def test_every_shipped_input_is_one_that_can_be_filled_or_written():
    figures = {name for name, _ in reviewing.figures_to_choose()}
    for row in reviewing.shipped():
        assert set(row.figures.split()) <= figures, row.name
        assert bool(row.figures) == (row.source == "figures"), row.name
        assert row.source != "typed" or row.hint, row.name
