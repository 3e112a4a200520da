"""What was asked is answered once, and all readers see it."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.management.notices import desks
from zhangdian.management.notices.actions import answer_notice_question, ask_about_notice
from zhangdian.management.notices.models import NoticeQuestion
from zhangdian.management.notices.tests.arranging import more_consultants, receipt, told


@pytest.fixture
def question(shop):
    notice = told(shop)
    ask_about_notice(shop.sales_consultant, receipt(notice, shop.sales_consultant), question="旧报价算不算？")
    return NoticeQuestion.objects.get()


def test_every_reader_sees_it(shop):
    [other] = more_consultants(shop, 1)
    notice = told(shop)
    ask_about_notice(shop.sales_consultant, receipt(notice, shop.sales_consultant), question="旧报价算不算？")
    answer_notice_question(shop.new_car_insurance, NoticeQuestion.objects.get(), words="有效期内的照旧")
    assert "有效期内的照旧" in said(look(other, reverse("notices:notice", args=[notice.pk])))
    assert desks.questions_to_answer(shop.new_car_insurance) == []


def test_by_who_published_it_in_words_and_once(shop, question):
    with refused("由发布人"):
        answer_notice_question(shop.sales_consultant, question, words="算")
    with refused("请写答复"):
        answer_notice_question(shop.new_car_insurance, question, words=" ")
    answer_notice_question(shop.fi_manager, question, words="照旧")
    with refused("已经答复"):
        answer_notice_question(shop.new_car_insurance, NoticeQuestion.objects.get(), words="照旧")
