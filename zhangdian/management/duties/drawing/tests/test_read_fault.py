"""He whose work it is reads what was not in order, on his Today."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.management.duties import desks
from zhangdian.management.duties.drawing.actions import fault_drawn, read_fault
from zhangdian.management.duties.drawing.tests.arranging import drawn, with_sample


@pytest.fixture
def fault(shop):
    with_sample(shop, cars=1, comes=visits.a_visit_received)
    [first] = drawn(shop)
    fault_drawn(shop.front_desk_supervisor, first, words="没有拍外观")
    first.refresh_from_db()
    return first


def test_it_waits_on_his_today_until_he_has_read_it(shop, fault):
    [task] = desks.faults_of_my_work(shop.service_advisor)
    assert "没有拍外观" in task.title
    assert "看过" in browser_of(shop.service_advisor).get(task.url).content.decode()
    read_fault(shop.service_advisor, fault)
    assert desks.faults_of_my_work(shop.service_advisor) == []
    fault.refresh_from_db()
    with refused("已经看过"):
        read_fault(shop.service_advisor, fault)


def test_nobody_reads_it_for_him(shop, fault):
    with refused("由做这件事的人"):
        read_fault(shop.front_desk_supervisor, fault)
