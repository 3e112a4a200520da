"""回复车间: the advisor confirms, explains, or has the customer's word."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.workshop.actions import (
    answer_note,
    ask_to_move_belongings,
    report_difference,
    return_to_advisor,
    start_work,
)
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_dispatched_visit,
    a_visit_with_things_inside,
    last_note,
    line_of,
    open_holds,
)


@pytest.mark.duty("PROC-W-02", "PROC-W-03")
def test_answered_the_car_goes_on(shop):
    order = visits.a_visit_signed(shop)
    return_to_advisor(shop.workshop_supervisor, order, words="第 2 项客户要不要换旧件？")
    shop.later(minutes=4)
    answer_note(shop.service_advisor, last_note(order), answer="要换，旧件带走")
    note = last_note(order)
    assert (note.answer, note.answered_by, note.answered_at) == (
        "要换，旧件带走",
        shop.person("service_advisor"),
        shop.now,
    )
    assert "back_to_advisor" not in open_holds(order)


@pytest.mark.duty("PROC-W-07")
def test_a_confirmed_difference_lets_the_work_begin(shop):
    order = a_dispatched_visit(shop)
    report_difference(shop.technician, order, words="左前轮毂有划痕")
    answer_note(shop.service_advisor, last_note(order), answer="客户知道", means=Means.PHONE)
    start_work(shop.technician, line_of(order), as_received=True)


@pytest.mark.duty("PROC-W-13")
def test_the_customer_s_consent_is_kept_with_its_way_and_time(shop):
    order = a_visit_with_things_inside(shop)
    ask_to_move_belongings(shop.technician, line_of(order), words="要拆后座")
    shop.later(minutes=6)
    answer_note(shop.service_advisor, last_note(order), answer="可以移动", means=Means.PHONE)
    note = last_note(order)
    assert (note.means, note.answered_at) == (Means.PHONE, shop.now)


def test_an_answer_is_given_once(shop):
    order = visits.a_visit_signed(shop)
    return_to_advisor(shop.workshop_supervisor, order, words="不清楚")
    with refused("写明怎么答复"):
        answer_note(shop.service_advisor, last_note(order), answer="")
    answer_note(shop.service_advisor, last_note(order), answer="已说明")
    with refused("已经答复过"):
        answer_note(shop.service_advisor, last_note(order), answer="已说明")
