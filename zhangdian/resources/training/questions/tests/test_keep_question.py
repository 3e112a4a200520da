"""A clause with a new edition asks for a look at its questions; who looked says so."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Cover
from zhangdian.aftercare.insurance.products.actions import explain_cover
from zhangdian.resources.training import desks, queries
from zhangdian.resources.training.questions.actions import amend_question, keep_question
from zhangdian.resources.training.tests.arranging import a_bank, as_asked

ABOUT = "insurance.clauses:WHEEL_LOSS/ANY"


def changed_clause(shop):
    explain_cover(shop.fi_manager, Cover.objects.get(code="WHEEL_LOSS"), pays="车轮单独坏了赔，每次最多两个")


@pytest.mark.duty("NBI-03")
def test_a_new_edition_of_the_clause_asks_for_a_look(shop):
    [question] = a_bank(shop, 1, about=ABOUT)
    a_bank(shop, 2, topic="别的")
    assert desks.questions_to_look_at(shop.internal_trainer) == []
    changed_clause(shop)
    assert [each.pk for each in queries.to_look_at(shop.clock)] == [question.pk]
    [task] = desks.questions_to_look_at(shop.internal_trainer)
    assert "1 题" in task.title
    assert question.code in said(look(shop.internal_trainer, task.url))
    keep_question(shop.internal_trainer, question)
    assert not queries.to_look_at(shop.clock).exists()


def test_another_edition_of_the_question_is_a_look_too(shop):
    [question] = a_bank(shop, 1, about=ABOUT)
    changed_clause(shop)
    amend_question(shop.internal_trainer, question, **as_asked(question, text="车轮单独坏了赔几个？"))
    assert not queries.to_look_at(shop.clock).exists()


def test_without_a_new_edition_there_is_nothing_to_look_at(shop):
    [question] = a_bank(shop, 1, about=ABOUT)
    with refused("没有新版"):
        keep_question(shop.internal_trainer, question)


def test_its_page_names_the_clause(shop):
    [question] = a_bank(shop, 1, about=ABOUT)
    changed_clause(shop)
    page = said(look(shop.internal_trainer, reverse("training:testquestion", args=[question.pk])))
    assert "出了新的一版" in page
