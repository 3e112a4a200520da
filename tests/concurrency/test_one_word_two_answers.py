"""Two look at what a third says he has done, and answer at the same moment: one answer counts."""

import pytest

from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties.confirming import actions
from zhangdian.management.duties.confirming.tests.arranging import CODE, looker, said, with_second_person
from zhangdian.management.duties.models import SecondLook
from zhangdian.management.duties.tests.arranging import item

Outcome = SecondLook.Outcome


@pytest.fixture
def word(own_shop):
    with_second_person(own_shop)
    return said(own_shop)


def answered(shop, look):
    """One looks and is content, the manager above him is not."""
    return at_once(
        lambda: actions.confirm_done(looker(shop, look), look),
        lambda: actions.refuse_done(shop.general_manager, look, why="柜子没有锁"),
    )


def test_the_first_answer_counts_and_the_other_is_told(own_shop, word, linger):
    linger(actions, "refuse_what_ended", 0.2)
    answers = answered(own_shop, word)
    assert len(raised(answers, Refusal)) == len(raised(answers)) == 1
    word.refresh_from_db()
    assert word.outcome in (Outcome.CONFIRMED, Outcome.REFUSED)
    assert (item(own_shop, CODE).done_at is not None) == (word.outcome == Outcome.CONFIRMED)


def test_control_without_a_lock_it_would_be_done_and_sent_back(own_shop, word, linger, unguarded):
    """The negative control: both find it open, and both answer."""
    linger(actions, "refuse_what_ended", 0.3)
    answers = answered(own_shop, word)
    assert not raised(answers, Refusal)
