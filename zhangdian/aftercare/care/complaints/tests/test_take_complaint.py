"""Somebody by name has it."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.aftercare.care import desks, figures
from zhangdian.aftercare.care.complaints.actions import take_complaint
from zhangdian.aftercare.care.tests import arranging
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import holds

HANDED_ON = "care.a_manager_takes_a_major_one"


@pytest.mark.duty("CSR-11", "CSR-30")
def test_from_then_on_it_waits_for_nobody_else(shop):
    complaint = arranging.a_complaint(shop, order=visits.a_visit_ready(shop))
    shop.later(minutes=12)
    take_complaint(shop.front_desk_supervisor, complaint)
    complaint = arranging.fresh(complaint)
    assert (complaint.state, complaint.taken_at) == ("taken", shop.now)
    assert complaint.taken_by == shop.person("front_desk_supervisor")
    [hold] = holds.open_on(shop.clock, [complaint])[complaint.pk]
    assert hold.person == complaint.taken_by
    assert desks.complaints_of_mine(shop.service_advisor) == []


@pytest.mark.duty("SA-14")
def test_the_advisor_may_take_his_own_customer_s(shop):
    complaint = arranging.a_complaint(shop, order=visits.a_visit_ready(shop))
    take_complaint(shop.service_advisor, complaint)
    assert arranging.fresh(complaint).taken_by == shop.person("service_advisor")


@pytest.mark.duty("SVM-07", "FDS-04")
def test_a_major_one_is_handed_on_with_a_reason_only(shop):
    complaint = arranging.a_complaint(shop, topic="T04", words="右后门这道划痕来的时候没有")
    with asked(HANDED_ON, "亲自受理"):
        take_complaint(shop.service_advisor, complaint)
    done = take_complaint(shop.service_advisor, complaint, because={HANDED_ON: "服务经理委托"})
    assert done.entry.notes["because"] == {HANDED_ON: "服务经理委托"}


def test_it_is_taken_once(shop):
    complaint = arranging.a_complaint_taken(shop)
    with refused("处理中"):
        take_complaint(shop.service_manager, complaint)


@pytest.mark.duty("CSR-11")
def test_who_hears_it_at_the_till_does_not_handle_it(shop):
    complaint = arranging.a_complaint(shop)
    with refused("来做"):
        take_complaint(shop.cashier, complaint)


@pytest.mark.duty("CSR-13")
def test_first_answers_in_time_are_counted_of_those_that_could_be(shop):
    shop.at("09:00")
    arranging.a_complaint(shop)
    today = shop.today
    assert figures.first_answers_in_time(shop.service_manager, today, today).of == 0
    shop.later(hours=5)
    late = figures.first_answers_in_time(shop.service_manager, today, today)
    assert (late.count, late.of) == (0, 1)
    assert late.percent == 0
