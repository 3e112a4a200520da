"""What was said of a point is one line of the minutes."""

from tests.support.saying_no import refused
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again


def test_what_was_said_is_only_for_who_leads(shop):
    meeting = a_meeting(shop)
    actions.add_point(shop.front_desk_supervisor, meeting, what="周末人手")
    [point] = meeting.points.all()
    with refused("由主持人"):
        actions.note_point(shop.service_manager, point, said="不用")


def test_what_was_said_may_be_said_better(shop):
    meeting = a_meeting(shop)
    actions.add_point(shop.front_desk_supervisor, meeting, what="周末人手")
    point = meeting.points.last()
    for said in ("周六加人", "周六加一位顾问"):
        actions.note_point(shop.front_desk_supervisor, again(point), said=said)
    assert again(point).said == "周六加一位顾问"
