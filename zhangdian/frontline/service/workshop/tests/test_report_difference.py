"""报告差异: the car is not as the walk-around form says."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service.workshop.actions import report_difference, start_work
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_dispatched_visit,
    last_note,
    line_of,
    open_holds,
)


@pytest.mark.duty("PROC-W-02", "PROC-W-07")
def test_a_difference_stops_the_start_and_is_with_the_advisor_at_once(shop):
    order = a_dispatched_visit(shop)
    report_difference(
        shop.technician, order, words="左前轮毂有划痕", photos=[visits.a_photo(shop.technician)]
    )
    hold = open_holds(order)["difference"]
    assert (hold.person, hold.since) == (shop.person("service_advisor"), shop.now)
    assert Photo.objects.filter(subject_id=last_note(order).pk, kind="difference").count() == 1
    with refused("还不能开工", "确认车况差异"):
        start_work(shop.technician, line_of(order), as_received=True)


def test_it_says_what_differs(shop):
    order = a_dispatched_visit(shop)
    with refused("哪里不一样"):
        report_difference(shop.technician, order, words="")


def test_after_the_first_start_the_car_is_as_the_team_took_it(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("已经开过工", "发现问题"):
        report_difference(shop.technician, order, words="左前轮毂有划痕")
