"""What is not in order is read by the superior among the exceptions and in his meeting."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.management.duties import agenda
from zhangdian.management.duties.drawing.actions import fault_drawn
from zhangdian.management.duties.drawing.tests.arranging import drawn, with_sample
from zhangdian.people.organization.roles import Role


@pytest.fixture
def found(shop):
    with_sample(shop)
    return drawn(shop)


@pytest.mark.duty("TDR-05")
def test_the_superior_reads_it_the_holder_s_equal_does_not(shop, found):
    fault_drawn(shop.front_desk_supervisor, found[0], words="没有拍外观")
    page = f"/duties/exceptions?day={shop.today:%Y-%m-%d}"
    assert "没有拍外观" in browser_of(shop.service_manager).get(page).content.decode()
    assert "没有拍外观" not in browser_of(shop.workshop_supervisor).get(page).content.decode()
    assert [each for each in agenda.points_for(shop.service_manager) if "没有拍外观" in each.what]


def test_it_says_what(shop, found):
    with refused("请写怎么不好"):
        fault_drawn(shop.front_desk_supervisor, found[0], words=" ")


def test_who_judges_his_own_work_is_asked(shop):
    with_sample(shop, cars=1, comes=visits.a_visit_received, posts=[Role.SERVICE_ADVISOR])
    [own] = drawn(shop, "service_advisor")
    with asked("duties.judges_his_own_work", "您自己做的"):
        fault_drawn(shop.service_advisor, own, words="没有签字")
