"""Who could not come and said so was not absent."""

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.meetings.actions import excuse_attendee
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, standing


def test_only_who_leads_excuses_and_nobody_who_came(shop):
    meeting = a_meeting(shop)
    [mine] = meeting.attendees.filter(person=shop.person("service_advisor"))
    with refused("由主持人"):
        excuse_attendee(shop.service_manager, mine, why="外出")
    excuse_attendee(shop.front_desk_supervisor, mine, why="客户在场走不开")
    assert standing(meeting, shop, "service_advisor") == "请假：客户在场走不开"
    assert desks.meetings_to_sign_in(shop.service_advisor) == []
