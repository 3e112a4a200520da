"""The minutes are the points with what was said; who did not come was absent."""

from datetime import timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.meetings.tests.arranging import a_meeting, again, decided


@pytest.mark.duty("SVM-26", "PTM-16", "WSM-21")
def test_its_minutes_are_on_one_sheet(shop):
    meeting = a_meeting(shop)
    actions.add_point(shop.front_desk_supervisor, meeting, what="周末人手")
    [point] = meeting.points.all()
    actions.note_point(shop.front_desk_supervisor, point, said="周六加一位顾问")
    decided(shop, meeting, "排出周六的班")
    actions.sign_in(shop.service_advisor, meeting)
    actions.close_meeting(shop.front_desk_supervisor, meeting, minutes="没有别的", training="接车拍照")
    paper = browser_of(shop.service_advisor).get(f"/duties/meetings/{meeting.pk}/minutes").content.decode()
    said = ("周末人手", "周六加一位顾问", "排出周六的班", "没有别的", "接车拍照")
    for text in (*said, "林承志(到了)", "萧玉洁(缺席)"):
        assert text in paper


def test_only_who_leads_ends_it_and_not_before_it_began(shop):
    meeting = a_meeting(shop, begins_at=shop.now + timedelta(hours=1))
    with refused("崔慕晴主持"):
        actions.close_meeting(shop.service_manager, meeting)
    with refused("才开"):
        actions.close_meeting(shop.front_desk_supervisor, meeting)
    shop.later(hours=1)
    actions.close_meeting(shop.front_desk_supervisor, again(meeting))
    with refused("开完"):
        actions.add_point(shop.front_desk_supervisor, again(meeting), what="还有")
