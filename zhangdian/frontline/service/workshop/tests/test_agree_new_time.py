"""与客户约新时间: the first promise is kept beside the new one."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.workshop.actions import agree_new_time, report_delay
from zhangdian.frontline.service.workshop.tests.arranging import last_note, open_holds


@pytest.mark.duty("PROC-W-15", "SA-14")
def test_told_and_agreed_the_new_time_stands_with_the_old(shop):
    order = visits.a_visit_in_repair(shop)
    first = order.promised_at
    report_delay(shop.technician, order, reason="配件晚到")
    later = shop.now + timedelta(hours=3)
    shop.later(minutes=9)
    agree_new_time(shop.service_advisor, order, at=later, means=Means.PHONE, answer="理解")
    order, note = visits.again(order), last_note(order)
    assert (order.promised_at, order.first_promised_at) == (later, first)
    assert (note.answered_at, note.answer, note.means) == (shop.now, "理解", Means.PHONE)
    assert "delay" not in open_holds(order)


def test_a_time_that_is_over_or_far_away_is_no_promise(shop):
    order = visits.a_visit_in_repair(shop)
    for at, words in ((shop.now, "已经过去"), (shop.now + timedelta(days=400), "一年以后")):
        with refused(words):
            agree_new_time(shop.service_advisor, order, at=at, means=Means.PHONE, answer="理解")
