"""What no record shows is spoken about too."""

from tests.support.saying_no import refused
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, decided


def test_it_stands_behind_what_came_by_itself(shop):
    decided(shop, a_meeting(shop), "第一件")
    meeting = a_meeting(shop)
    actions.add_point(shop.front_desk_supervisor, meeting, what="周末人手")
    own = [each.what for each in meeting.points.all() if not each.what.startswith("指标")]
    assert own == ["上次决定：第一件", "周末人手"]
    assert meeting.points.last().what == "周末人手"


def test_only_who_leads_adds(shop):
    with refused("主持"):
        actions.add_point(shop.service_manager, a_meeting(shop), what="周末人手")
