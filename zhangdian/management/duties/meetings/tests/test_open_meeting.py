"""A meeting makes its own agenda: what was decided and is open stands first."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import greet_customer
from zhangdian.management.duties.meetings.actions import (
    carry_out_decision,
    close_meeting,
    confirm_decision,
    drop_decision,
    open_meeting,
)
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again, decided
from zhangdian.management.duties.models import Meeting
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, walk_and_find, with_duties
from zhangdian.people.organization.roles import Role


def points(meeting):
    """But for the figures."""
    told = [(each.what, each.remark) for each in meeting.points.all()]
    return [each for each in told if not each[0].startswith("指标")]


@pytest.mark.duty("SVM-26", "PTM-16")
def test_of_four_decisions_the_one_that_is_open_stands_first_in_the_next_meeting(shop):
    first = a_meeting(shop)
    four = [decided(shop, first, f"第{number}件") for number in "一二三四"]
    for each in four[:2]:
        carry_out_decision(shop.service_advisor, each, how="做了")
        confirm_decision(shop.front_desk_supervisor, again(each))
    drop_decision(shop.front_desk_supervisor, four[3], why="写重了")
    shop.later(days=7)
    following = a_meeting(shop)
    [(what, remark)] = points(following)
    assert what == "上次决定：第三件"
    assert remark.endswith("已迟")
    assert "林承志" in remark


def test_what_is_said_to_be_done_stands_there_until_somebody_has_looked(shop):
    mine = decided(shop, a_meeting(shop))
    carry_out_decision(shop.service_advisor, mine, how="做了")
    [(_, remark)] = points(a_meeting(shop))
    assert remark.endswith("已办，待确认")


def test_late_duties_exceptions_and_faults_come_by_themselves(shop):
    with_duties(shop)
    the_clock_looks(shop)
    walk_and_find(shop, Role.LOUNGE_HOST, "茶水没了")
    visits.a_visit_arrived(shop)
    shop.later(minutes=3)
    order = visits.a_visit_arrived(shop, "宁Z88K88")
    greet_customer(shop.service_advisor, order, because={"service.queue_jump": "快修通道"})
    shop.later(days=1)
    the_clock_looks(shop)
    said = points(a_meeting(shop))
    assert any("茶水没了" in what for what, _ in said)
    assert any(what.startswith("例外：") and "林承志" in remark for what, remark in said)
    assert any(remark.endswith("没做") or remark.endswith("已迟") for _, remark in said)


def test_it_is_called_by_somebody_for_somebody(shop):
    with refused("请选参加的人"):
        a_meeting(shop, people=[shop.person("front_desk_supervisor")])
    with refused("请写议题"):
        a_meeting(shop, kind=Meeting.Kind.SPECIAL)


def test_those_who_led_or_were_called_and_those_above_may_look(shop):
    meeting = a_meeting(shop)
    address = f"/duties/meetings/{meeting.pk}"
    for who in (shop.front_desk_supervisor, shop.service_advisor, shop.service_manager, shop.general_manager):
        assert browser_of(who).get(address).status_code == 200
        assert browser_of(who).get(f"{address}/minutes").status_code == 200
    for who in (shop.storekeeper, shop.other_store_manager):
        assert browser_of(who).get(address).status_code == 404
    assert str(meeting.number) in browser_of(shop.service_advisor).get("/duties/meetings").content.decode()


def test_an_agenda_of_much_costs_no_more_queries(shop, django_assert_max_num_queries):
    first = a_meeting(shop)
    for number in range(6):
        decided(shop, first, f"第 {number} 件")
    browser = browser_of(shop.front_desk_supervisor)
    browser.get(f"/duties/meetings/{first.pk}")
    with django_assert_max_num_queries(20):
        browser.get(f"/duties/meetings/{first.pk}")


@pytest.mark.duty("WSM-21", "SVM-26")
def test_the_figures_of_who_leads_are_filled_in_but_none_that_is_kept_from_some(shop):
    visits.a_visit_left(shop)
    people = [shop.person("service_advisor")]
    made = open_meeting(shop.service_manager, kind=Meeting.Kind.DEPARTMENT, people=people).subject
    said = [each.what for each in made.points.all()]
    assert "指标：离店 1台" in said
    assert not any("产值" in what or "元" in what for what in said)


@pytest.mark.duty("SVM-26", "PTM-16", "WSM-21")
def test_the_meeting_of_the_week_is_due_and_done_when_it_has_been_held(shop):
    with_duties(shop)
    the_clock_looks(shop)
    due = item(shop, "SVM-26")
    people = [shop.person("front_desk_supervisor")]
    made = open_meeting(shop.service_manager, kind=Meeting.Kind.DEPARTMENT, people=people).subject
    the_clock_looks(shop)
    assert again(due).done_at is None
    close_meeting(shop.service_manager, made)
    the_clock_looks(shop)
    assert again(due).done_at is not None
