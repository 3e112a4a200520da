"""A question that was retired by mistake is drawn again."""

from zhangdian.resources.training import queries
from zhangdian.resources.training.questions.actions import bring_back_question, retire_question
from zhangdian.resources.training.tests.arranging import a_bank, again


def test_it_is_drawn_again(shop):
    [question] = a_bank(shop, 1)
    retire_question(shop.internal_trainer, question, why="点错了")
    bring_back_question(shop.internal_trainer, again(question))
    assert queries.topics_with_counts(shop.clock) == {"出单规程": 1}
    assert again(question).retired_why == ""
