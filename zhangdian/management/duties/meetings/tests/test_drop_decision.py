"""What is not wanted any more is owed no more."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again, decided
from zhangdian.management.duties.models import DueItem


def test_what_is_not_wanted_any_more_is_owed_no_more(shop):
    mine = decided(shop, a_meeting(shop))
    with refused("由主持人"):
        actions.drop_decision(shop.service_manager, mine, why="情况变了")
    actions.drop_decision(shop.front_desk_supervisor, mine, why="情况变了")
    assert again(mine.item).standing_at(shop.now) == DueItem.Standing.NOT_APPLICABLE
    assert desks.duties_of_mine(shop.service_advisor) == []
    with refused("撤销"):
        actions.carry_out_decision(shop.service_advisor, again(mine), how="做了")
