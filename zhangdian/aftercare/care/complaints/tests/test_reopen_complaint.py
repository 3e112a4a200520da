"""The customer is still not content."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import desks, figures
from zhangdian.aftercare.care.complaints.actions import reopen_complaint
from zhangdian.aftercare.care.tests import arranging

STILL = "说好补我工时券，没收到"


@pytest.mark.duty("CSR-12", "CSR-13")
def test_it_goes_back_to_who_had_it_with_new_hours_and_is_counted(shop):
    complaint = arranging.a_complaint_answered(shop)
    shop.later(days=1)
    shop.at("09:00")
    reopen_complaint(shop.aftersales_care, complaint, customer_words=STILL)
    complaint = arranging.fresh(complaint)
    assert (complaint.state, complaint.reopened, complaint.answered_at) == ("reopened", 1, None)
    assert complaint.answer_due_at > shop.now
    assert STILL in complaint.steps.last().what
    assert [task.verb for task in desks.complaints_of_mine(shop.front_desk_supervisor)] == ["处理"]


@pytest.mark.duty("CSR-12")
def test_a_closed_one_comes_back_too_and_is_closed_only_by_a_new_answer(shop):
    complaint = arranging.a_complaint_answered(shop)
    arranging.close(shop, complaint)
    reopen_complaint(shop.cashier, complaint, customer_words=STILL)
    assert (arranging.fresh(complaint).customer_answer, arranging.fresh(complaint).closed_at) == ("", None)
    with refused("还没有选定处理办法"):
        arranging.close(shop, complaint)
    arranging.answer(shop, complaint, told="工时券已补发")
    arranging.close(shop, complaint, customer_answer="收到了，谢谢")
    assert arranging.fresh(complaint).state == "closed"


@pytest.mark.duty("CSR-13")
def test_two_of_ten_are_twenty_percent_and_both_are_listed(shop):
    for number in range(10):
        complaint = arranging.a_complaint_answered(shop, phone=f"161100001{number:02}")
        if number < 2:
            reopen_complaint(shop.aftersales_care, complaint, customer_words=STILL)
    share = figures.complaints_reopened(shop.customer_relations_manager, shop.today, shop.today)
    assert (share.count, share.of, len(share.others)) == (2, 10, 2)
    assert share.percent == 20


def test_he_says_what_is_still_wrong(shop):
    with refused("还不满意什么"):
        reopen_complaint(shop.aftersales_care, arranging.a_complaint_answered(shop), customer_words="不行")


def test_what_was_never_answered_is_not_reopened(shop):
    with refused("待受理"):
        reopen_complaint(shop.aftersales_care, arranging.a_complaint(shop), customer_words=STILL)
