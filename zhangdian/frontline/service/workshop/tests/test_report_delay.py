"""报告进度变化: it goes to supervisor and advisor at once."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import ProgressNote
from zhangdian.frontline.service.workshop.actions import report_delay
from zhangdian.frontline.service.workshop.tests.arranging import last_note, open_holds


@pytest.mark.duty("PROC-W-14", "TEC-05")
def test_reason_and_new_time_stand_on_the_advisor_s_list(shop):
    order = visits.a_visit_in_repair(shop)
    later = shop.now + timedelta(hours=2)
    report_delay(shop.technician, order, reason="配件晚到", new_time_at=later)
    note = last_note(order)
    assert (note.about, note.words, note.new_time_at, note.reported_by) == (
        ProgressNote.About.DELAY,
        "配件晚到",
        later,
        shop.person("technician"),
    )
    hold = open_holds(order)["delay"]
    assert (hold.person, hold.why) == (shop.person("service_advisor"), "告知客户")


def test_a_second_report_does_not_begin_his_minutes_anew(shop):
    order = visits.a_visit_in_repair(shop)
    report_delay(shop.technician, order, reason="配件晚到")
    since = shop.now
    shop.later(minutes=8)
    report_delay(shop.technician, order, reason="比预想的难")
    assert open_holds(order)["delay"].since == since


def test_it_has_a_reason_and_a_time_ahead(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("选一个原因"):
        report_delay(shop.technician, order, reason="")
    with refused("已经过去"):
        report_delay(shop.technician, order, reason="配件晚到", new_time_at=shop.now)
