"""A retired question is drawn no more, and never deleted."""

from tests.support.saying_no import refused
from zhangdian.resources.training import queries
from zhangdian.resources.training.questions.actions import amend_question, retire_question
from zhangdian.resources.training.sittings.actions import begin_test
from zhangdian.resources.training.tests.arranging import a_bank, a_course, as_asked, taken


def test_it_is_drawn_no_more_and_a_bank_that_is_too_thin_says_so(shop):
    questions = a_bank(shop, 2)
    course = a_course(shop)
    retire_question(shop.internal_trainer, questions[0], why="有歧义")
    assert queries.topics_with_counts(shop.clock) == {"出单规程": 1}
    with refused("一共 1 题", "请内训师补题"):
        begin_test(shop.renewal_clerk, course)


def test_papers_on_which_it_stands_keep_it(shop):
    questions = a_bank(shop, 2)
    sitting = taken(shop, a_course(shop))
    retire_question(shop.internal_trainer, questions[0], why="有歧义")
    assert len(queries.items_of(sitting)) == 2


def test_it_says_why_and_is_not_amended_any_more(shop):
    [question] = a_bank(shop, 1)
    with refused("写原因"):
        retire_question(shop.internal_trainer, question, why=" ")
    retire_question(shop.internal_trainer, question, why="有歧义")
    with refused("在用"):
        amend_question(shop.internal_trainer, question, **as_asked(question, text="改一改再考？"))
