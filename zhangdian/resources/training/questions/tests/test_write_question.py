"""One question for the bank: on paper today, open to nobody who takes the tests."""

from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.resources.training import queries
from zhangdian.resources.training.models import TestQuestion
from zhangdian.resources.training.questions.actions import write_question
from zhangdian.resources.training.tests.arranging import Sort

ASKED = {"topic": "出单规程", "sort": Sort.TRUTH, "text": "当天归档保单。", "right": "对"}


def test_it_may_be_drawn_from_today(shop):
    made = write_question(shop.internal_trainer, **ASKED).subject
    assert queries.topics_with_counts(shop.clock) == {"出单规程": 1}
    assert made.editions.get().choices == [("A", "对"), ("B", "错")]
    assert made.code.startswith("T")


def test_a_clause_that_is_not_there_is_refused(shop):
    with refused("没有这一条"):
        write_question(shop.internal_trainer, **ASKED, about="insurance.clauses:XX/ANY")


def test_the_form_asks_line_by_line_and_tells_what_is_wrong_with_it(shop):
    address = reverse("ui:act", args=["training.write_question"])
    typed = {"topic": "规程", "sort": "several", "text": "哪些要核对？", "options": "行驶证\n证件\n颜色"}
    wrong = press(shop.internal_trainer, address, {**typed, "right": "A"})
    assert wrong.status_code == 422
    assert "至少有两个对的" in said(wrong)
    assert press(shop.internal_trainer, address, {**typed, "right": "ab"}).status_code == 204
    assert TestQuestion.objects.get().editions.get().right == "AB"


def test_its_page_is_for_who_keeps_the_bank(shop):
    made = write_question(shop.internal_trainer, **ASKED).subject
    address = reverse("training:testquestion", args=[made.pk])
    assert "当天归档保单" in said(look(shop.internal_trainer, address))
    assert not made.is_open_to(shop.renewal_clerk)
    assert made.is_open_to(shop.fi_manager)
