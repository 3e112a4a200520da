"""Who came says so himself; who was late, excused or absent is seen."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.meetings.actions import sign_in
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, standing


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
