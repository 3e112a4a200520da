"""A new edition of what is asked."""

from datetime import date

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.calling.actions import QuestionRow, load_questionnaire
from zhangdian.aftercare.care.models import Questionnaire, QuestionnaireQuestion

Answered = QuestionnaireQuestion.Answered
ROW = QuestionRow("Q1", "满意吗", Answered.SCORE5, required=True)


def load(shop, *, edition="2027-01", since=date(2027, 1, 1), questions=(ROW,)):
    return load_questionnaire(
        shop.customer_relations_manager,
        kind=Questionnaire.Kind.SERVICE,
        edition=edition,
        since=since,
        questions=list(questions),
    ).subject


@pytest.mark.duty("PROC-F-03")
def test_it_holds_from_its_day_on(shop):
    made = load(shop)
    before = queries.questionnaire_on(shop.aftersales_care, Questionnaire.Kind.SERVICE, date(2026, 12, 31))
    after = queries.questionnaire_on(shop.aftersales_care, Questionnaire.Kind.SERVICE, date(2027, 1, 1))
    assert (before.edition, after) == ("2026-01", made)


@pytest.mark.duty("PROC-F-03")
def test_an_edition_is_never_loaded_over(shop):
    with refused("已经载入过"):
        load(shop, edition="2026-01")


def test_a_day_has_one_edition(shop):
    with refused("已有一版"):
        load(shop, edition="2026-01b", since=date(2026, 1, 1))


def test_it_asks_something(shop):
    with refused("至少要有一题"):
        load(shop, questions=())


def test_an_answer_leads_to_a_question_that_is_there(shop):
    row = QuestionRow("Q1", "办好了吗", Answered.CHOICE, "好;没", skips_after="没", skips_to="Q9")
    with refused("Q9 不在这份问卷里"):
        load(shop, questions=[row])


@pytest.mark.duty("CSS-01")
def test_the_house_begins_with_six_questionnaires(shop):
    assert Questionnaire.objects.count() == 6
    fault = QuestionnaireQuestion.objects.get(questionnaire__kind="service", code="Q5")
    done = QuestionnaireQuestion.objects.get(questionnaire__kind="service", code="Q1")
    assert (fault.complains, done.skips_after, done.skips_to) == ("没好", "没有", "Q9")
