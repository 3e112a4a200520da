"""What is decided is owed by somebody by an hour, and stands in his day like every duty."""

from datetime import time, timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties import desks, team
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again, decided, tomorrow
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.people.organization.roles import Role


@pytest.mark.duty("SVM-26")
def test_it_stands_in_its_owners_today_and_two_of_one_hour_are_two(shop):
    meeting = a_meeting(shop)
    one, two = decided(shop, meeting, "第一件"), decided(shop, meeting, "第二件")
    tasks = desks.duties_of_mine(shop.service_advisor)
    assert [(task.title, task.verb) for task in tasks] == [("第一件", "办"), ("第二件", "办")]
    assert desks.duties_of_mine(shop.second_advisor) == []
    page = browser_of(shop.service_advisor).get(tasks[0].url).content.decode()
    assert "怎么办的" in page
    assert one.item.code != two.item.code


def test_its_day_and_owner_make_sense(shop):
    meeting = a_meeting(shop)
    with refused("今天以后"):
        decided(shop, meeting, day=shop.today - timedelta(days=1))
    with refused("期限已经过去"):
        decided(shop, meeting, day=shop.today, hour=time(0, 1))
    with refused("主持"):
        actions.decide(
            shop.service_manager, meeting, what="别的", owner=shop.person("cashier"), day=tomorrow(shop)
        )


def test_its_owner_carries_it_out_and_the_act_is_the_proof(shop):
    mine = decided(shop, a_meeting(shop))
    with refused("由林承志来办"):
        actions.carry_out_decision(shop.second_advisor, mine, how="做了")
    actions.carry_out_decision(shop.service_advisor, mine, how="三件套放到接待台")
    item = again(mine.item)
    assert item.standing_at(shop.now) == DueItem.Standing.IN_TIME
    assert Entry.objects.get(pk=item.proof_id).action == "duties.carry_out_decision"
    with refused("已经办结"):
        actions.carry_out_decision(shop.service_advisor, again(mine), how="再做")


def test_another_decision_that_was_carried_out_proves_it_not(shop):
    with_duties(shop)
    meeting = a_meeting(shop)
    one, two = decided(shop, meeting, "第一件"), decided(shop, meeting, "第二件")
    actions.carry_out_decision(shop.service_advisor, one, how="做了")
    the_clock_looks(shop)
    assert again(two.item).done_at is None


@pytest.mark.duty("SVM-26")
def test_late_it_stands_with_its_owners_superior_and_counts_in_his_month(shop):
    mine = decided(shop, a_meeting(shop))
    shop.later(days=2)
    assert mine.item in team.late_below(shop.front_desk_supervisor)
    month = sheet.month_of(shop.front_desk_supervisor, "")
    [advisors] = [
        each
        for each in team.posts_below(shop.front_desk_supervisor, month)
        if each.role == Role.SERVICE_ADVISOR
    ]
    assert advisors.late + advisors.not_done + advisors.owed >= 1


def test_somebody_else_than_its_owner_looks_whether_it_is_so(shop):
    mine = decided(shop, a_meeting(shop))
    with refused("还没办结"):
        actions.confirm_decision(shop.front_desk_supervisor, mine)
    actions.carry_out_decision(shop.service_advisor, mine, how="做了")
    [task] = desks.decisions_to_confirm(shop.front_desk_supervisor)
    assert "做了" in task.remark
    actions.send_decision_back(shop.front_desk_supervisor, again(mine), why="只做了一部分")
    assert again(mine.item).done_at is None
    actions.carry_out_decision(shop.service_advisor, again(mine), how="都做了")
    with refused("由主持人"):
        actions.confirm_decision(shop.workshop_supervisor, again(mine))
    actions.confirm_decision(shop.service_manager, again(mine))
    assert desks.decisions_to_confirm(shop.front_desk_supervisor) == []
    with refused("已经确认"):
        actions.confirm_decision(shop.front_desk_supervisor, again(mine))


def test_what_the_leader_owes_himself_another_confirms(shop):
    mine = decided(shop, a_meeting(shop), owner=shop.person("front_desk_supervisor"))
    actions.carry_out_decision(shop.front_desk_supervisor, mine, how="做了")
    with refused("自己办的请别人确认"):
        actions.confirm_decision(shop.front_desk_supervisor, again(mine))
    actions.confirm_decision(shop.service_manager, again(mine))


def test_what_is_not_wanted_any_more_is_owed_no_more(shop):
    mine = decided(shop, a_meeting(shop))
    with refused("由主持人"):
        actions.drop_decision(shop.service_manager, mine, why="情况变了")
    actions.drop_decision(shop.front_desk_supervisor, mine, why="情况变了")
    assert again(mine.item).standing_at(shop.now) == DueItem.Standing.NOT_APPLICABLE
    assert desks.duties_of_mine(shop.service_advisor) == []
    with refused("撤销"):
        actions.carry_out_decision(shop.service_advisor, again(mine), how="做了")
