"""要移动物品: belongings about which the customer said to call first."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import ClockRecord
from zhangdian.frontline.service.workshop.actions import (
    answer_note,
    ask_to_move_belongings,
    start_work,
)
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_visit_with_things_inside,
    last_note,
    line_of,
    open_holds,
)


@pytest.mark.duty("PROC-W-12", "PROC-W-13")
def test_without_the_customer_s_word_the_work_does_not_go_on(shop):
    order = a_visit_with_things_inside(shop)
    ask_to_move_belongings(shop.technician, line_of(order), words="要拆后座")
    assert open_holds(order)["belongings"].person == shop.person("service_advisor")
    assert ClockRecord.objects.get(order=order).ended_because == "等客户同意移动物品"
    with refused("问客户能否移动物品"):
        start_work(shop.technician, line_of(order))
    answer_note(shop.service_advisor, last_note(order), answer="可以移动")
    start_work(shop.technician, line_of(order))


@pytest.mark.duty("PROC-W-13")
def test_what_may_be_moved_is_not_asked_about(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("物品可以移动"):
        ask_to_move_belongings(shop.technician, line_of(order), words="要拆后座")
