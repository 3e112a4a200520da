"""What is decided is owed by somebody by an hour, and stands in his day like every duty."""

from datetime import time, timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties import desks, team
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, decided, tomorrow
from zhangdian.management.duties.post import sheet
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
    assert advisors.owed == 1


def test_it_stands_on_its_owners_post_and_counts_there_but_is_no_line_of_the_description(shop):
    decided(shop, a_meeting(shop), "排出周六的班")
    mine = browser_of(shop.service_advisor)
    assert "会上定的" in mine.get("/duties/post").content.decode()
    assert "排出周六的班" not in mine.get("/duties/post/description").content.decode()
    person = shop.person("service_advisor")
    month = sheet.month_of(shop.service_advisor, "")
    drawn = sheet.sheet_of(shop.service_advisor, person, Role.SERVICE_ADVISOR, month)
    assert [item.words for item in drawn.items] == ["排出周六的班"]
    assert all(line.row.sentence != "排出周六的班" for line in drawn.lines)
