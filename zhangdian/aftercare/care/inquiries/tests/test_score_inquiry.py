"""Whoever asked scores the answer, once."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import figures
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.actions import score_inquiry
from zhangdian.aftercare.care.inquiries.tests.arranging import answer, answered, asked, asked_by_sales, fresh
from zhangdian.foundation.kernel.figures import Whose
from zhangdian.foundation.kernel.models import Entry


def answered_for_sales(shop):
    return answer(shop, asked_by_sales(shop), shop.new_car_insurance, reply="车损和三者都要")


@pytest.mark.duty("NBI-11")
def test_the_colleague_s_five_is_in_the_specialist_s_service_score(shop):
    inquiry = answered_for_sales(shop)
    score_inquiry(shop.sales_consultant, inquiry, score=5)
    assert (fresh(inquiry).score, fresh(inquiry).scored_at) == (5, shop.now)
    assert desks.inquiries_of_mine(shop.sales_consultant) == []
    hers = Whose(person=shop.person("new_car_insurance").pk)
    assert figures.inquiry_score(shop.fi_manager, shop.today, shop.today, hers).value == 5
    others = Whose(person=shop.person("customer_care").pk)
    assert figures.inquiry_score(shop.fi_manager, shop.today, shop.today, others).value is None


def test_nobody_scores_for_a_colleague(shop):
    with refused("由问的人打分"):
        score_inquiry(shop.new_car_insurance, answered_for_sales(shop), score=5)


def test_once_and_from_one_to_five(shop):
    inquiry = answered(shop)
    for wrong in (0, 6):
        with refused("1 到 5 分"):
            score_inquiry(shop.aftersales_care, inquiry, score=wrong)
    score_inquiry(shop.aftersales_care, inquiry, score=4, words="答得快")
    with refused("已经打过 4 分"):
        score_inquiry(shop.aftersales_care, fresh(inquiry), score=5)


def test_that_he_who_answered_writes_the_customer_s_score_down_is_noted(shop):
    score_inquiry(shop.aftersales_care, answered(shop), score=4)
    score_inquiry(shop.customer_care, answered(shop), score=4)
    acts = Entry.objects.filter(action="care.score_inquiry").order_by("pk")
    assert ["somebody_else_scores" in str(entry.notes) for entry in acts] == [False, True]


def test_what_is_not_answered_is_not_scored(shop):
    with refused("待答复"):
        score_inquiry(shop.aftersales_care, asked(shop), score=5)
