"""Another edition asks from its day on; papers that were drawn keep the one they asked."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.resources.training import queries
from zhangdian.resources.training.models import SittingItem
from zhangdian.resources.training.questions.actions import amend_question
from zhangdian.resources.training.tests.arranging import Sort, a_bank, a_course, a_paper

CHANGED = {"sort": Sort.SINGLE, "text": "改过的：谁来复核？", "options": ["甲", "乙"], "right": "A"}


def edition_today(shop, question):
    return queries.in_use(shop.clock).get(pk=question.pk).edition


def test_it_is_asked_from_its_day(shop):
    [question] = a_bank(shop, 1)
    first = edition_today(shop, question)
    amend_question(shop.internal_trainer, question, **CHANGED, since=shop.today + timedelta(days=3))
    assert edition_today(shop, question) == first
    shop.later(days=3)
    assert edition_today(shop, question) == question.editions.get(number=2).pk


def test_a_paper_keeps_what_it_asked(shop):
    course = a_course(shop, count=4)
    sitting = a_paper(shop, course)
    item = SittingItem.objects.filter(sitting=sitting).select_related("edition__question").first()
    amend_question(shop.internal_trainer, item.edition.question, **CHANGED)
    assert "改过的" not in SittingItem.objects.get(pk=item.pk).edition.text


def test_the_same_again_is_refused(shop):
    [question] = a_bank(shop, 1)
    amend_question(shop.internal_trainer, question, **CHANGED)
    with refused("没有改动"):
        amend_question(shop.internal_trainer, question, **CHANGED)
