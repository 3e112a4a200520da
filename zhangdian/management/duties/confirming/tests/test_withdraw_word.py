"""Said by mistake: who said it takes it back before anybody has answered."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties.confirming.actions import confirm_done, withdraw_word
from zhangdian.management.duties.confirming.tests.arranging import CODE, looker, said, with_second_person
from zhangdian.management.duties.tests.arranging import item


@pytest.fixture
def due(shop):
    with_second_person(shop)
    return shop


def test_it_is_owed_as_before(due):
    look = said(due)
    withdraw_word(due.lounge_host, look)
    assert item(due, CODE).done_at is None
    assert said(due).pk != look.pk


def test_only_who_said_it_and_only_before_the_answer(due):
    look = said(due)
    with refused("由他撤回"):
        withdraw_word(looker(due, look), look)
    confirm_done(looker(due, look), look)
    with refused("已经答过"):
        withdraw_word(due.lounge_host, look)
