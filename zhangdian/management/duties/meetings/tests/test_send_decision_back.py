"""What is not done in truth is owed again."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again, decided


def test_it_is_owed_again_by_the_same_day(shop):
    mine = decided(shop, a_meeting(shop))
    with refused("不用退回"):
        actions.send_decision_back(shop.front_desk_supervisor, mine, why="没有做")
    actions.carry_out_decision(shop.service_advisor, mine, how="做了")
    actions.send_decision_back(shop.front_desk_supervisor, again(mine), why="只做了一部分")
    assert again(mine.item).done_at is None
    assert [task.title for task in desks.duties_of_mine(shop.service_advisor)] == [mine.item.sentence]
    actions.carry_out_decision(shop.service_advisor, again(mine), how="都做了")
    assert again(mine.item).done_at is not None


def test_its_owner_does_not_send_back_his_own(shop):
    mine = decided(shop, a_meeting(shop), owner=shop.person("front_desk_supervisor"))
    actions.carry_out_decision(shop.front_desk_supervisor, mine, how="做了")
    with refused("自己办的请别人确认"):
        actions.send_decision_back(shop.front_desk_supervisor, again(mine), why="没有做")
