"""Who came says so himself; who was late, excused or absent is seen."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.meetings.actions import call_more, excuse_attendee, sign_in
from zhangdian.management.duties.meetings.tests.arranging import a_meeting


def standing(meeting, shop, name):
    [attendee] = meeting.attendees.filter(person=shop.person(name))
    return attendee.standing_at(shop.now)[0]


@pytest.mark.duty("ICA-21")
def test_eight_minutes_after_the_beginning_is_eight_minutes_late(shop):
    meeting = a_meeting(shop, begins_at=shop.now)
    shop.later(minutes=8)
    sign_in(shop.service_advisor, meeting)
    assert standing(meeting, shop, "service_advisor") == "迟到 8 分"
    assert standing(meeting, shop, "second_advisor") == "还没到"
    assert standing(meeting, shop, "front_desk_supervisor") == "到了"
    with refused("已经签到"):
        sign_in(shop.service_advisor, meeting)


def test_it_waits_on_the_phone_of_who_is_called(shop):
    meeting = a_meeting(shop, begins_at=shop.now + timedelta(minutes=30))
    [task] = desks.meetings_to_sign_in(shop.service_advisor)
    assert (task.verb, task.due) == ("签到", meeting.begins_at)
    sign_in(shop.service_advisor, meeting)
    assert desks.meetings_to_sign_in(shop.service_advisor) == []
    assert desks.meetings_to_sign_in(shop.storekeeper) == []


def test_who_was_not_called_is_told_whom_to_ask_and_may_be_called_later(shop):
    meeting = a_meeting(shop)
    with refused("没有请您"):
        sign_in(shop.storekeeper, meeting)
    call_more(shop.front_desk_supervisor, meeting, people=[shop.person("storekeeper")])
    sign_in(shop.storekeeper, meeting)
    with refused("还没有请的人"):
        call_more(shop.front_desk_supervisor, meeting, people=[shop.person("storekeeper")])


def test_only_who_leads_excuses_and_nobody_who_came(shop):
    meeting = a_meeting(shop)
    [mine] = meeting.attendees.filter(person=shop.person("service_advisor"))
    with refused("由主持人"):
        excuse_attendee(shop.service_manager, mine, why="外出")
    excuse_attendee(shop.front_desk_supervisor, mine, why="客户在场走不开")
    assert standing(meeting, shop, "service_advisor") == "请假：客户在场走不开"
    assert desks.meetings_to_sign_in(shop.service_advisor) == []
