"""Closed only with the customer's own answer."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import desks, figures
from zhangdian.aftercare.care.complaints.actions import close_complaint
from zhangdian.aftercare.care.models import Complaint
from zhangdian.aftercare.care.tests import arranging
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means


@pytest.mark.duty("CSR-12", "CSR-30")
def test_what_he_says_to_it_ends_it_and_nobody_waits_any_more(shop):
    complaint = arranging.a_complaint_answered(shop)
    shop.later(hours=3)
    arranging.close(shop, complaint)
    complaint = arranging.fresh(complaint)
    assert (complaint.state, complaint.closed_at) == ("closed", shop.now)
    assert (complaint.customer_answer, complaint.verdict) == ("行，下次早点告诉我", "accepts")
    assert desks.complaints_of_mine(shop.aftersales_care) == []


@pytest.mark.duty("CSR-12")
def test_without_his_answer_it_stays_open(shop):
    complaint = arranging.a_complaint_answered(shop)
    with refused("没有客户的答复不能结案"):
        arranging.close(shop, complaint, customer_answer=" ")
    assert arranging.fresh(complaint).state == "answered"


@pytest.mark.duty("CSR-30", "CSR-12")
def test_one_that_was_only_taken_says_which_steps_are_missing(shop):
    complaint = arranging.a_complaint_taken(shop)
    with refused("还没有选定处理办法", "还没把结果告诉客户"):
        arranging.close(shop, complaint)


@pytest.mark.duty("CSR-30")
def test_one_that_nobody_has_taken_says_so_too(shop):
    with refused("还没有人受理"):
        arranging.close(shop, arranging.a_complaint(shop))


@pytest.mark.duty("SA-14", "CSR-12")
def test_the_advisor_who_solved_it_does_not_close_it(shop):
    complaint = arranging.a_complaint_answered(shop, order=visits.a_visit_ready(shop))
    with refused("来做"):
        close_complaint(
            shop.service_advisor,
            complaint,
            customer_answer="没事了",
            verdict=Complaint.Verdict.CONTENT,
            means=Means.DESK,
        )


def test_who_answered_and_asks_himself_is_noted(shop):
    complaint = arranging.a_complaint_answered(shop)
    done = close_complaint(
        shop.front_desk_supervisor,
        complaint,
        customer_answer="可以了",
        verdict=Complaint.Verdict.CONTENT,
        means=Means.PHONE,
    )
    assert done.entry.notes["watched"] == ["care.somebody_else_asks"]


@pytest.mark.duty("CSR-13")
def test_closed_within_two_days_is_counted(shop):
    today = shop.today
    arranging.close(shop, arranging.a_complaint_answered(shop))
    arranging.a_complaint(shop, phone="16110000006")
    shop.later(days=3)
    share = figures.complaints_closed_within(shop.customer_relations_manager, today, today)
    assert (share.count, share.of) == (1, 2)
    assert share.percent == 50
    assert len(share.others) == 1
