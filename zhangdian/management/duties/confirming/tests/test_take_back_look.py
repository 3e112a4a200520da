"""It was not done after all: who confirmed it, or one above him, takes it back."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal.tests import arranging as appraising
from zhangdian.management.duties.confirming.actions import confirm_done, take_back_look
from zhangdian.management.duties.confirming.tests.arranging import CODE, looker, said, with_second_person
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import item


@pytest.fixture
def look(shop):
    with_second_person(shop)
    look = said(shop)
    confirm_done(looker(shop, look), look)
    return look


def test_it_is_owed_again(shop, look):
    take_back_look(looker(shop, look), look, why="看不到结果")
    found = item(shop, CODE)
    assert (found.done_at, found.proof, found.standing_at(shop.now)) == (None, None, DueItem.Standing.DUE)
    assert said(shop).pk != look.pk


def test_not_once_its_month_is_appraised(shop, look):
    appraising.opened(shop)
    with refused("考核已经开出"):
        take_back_look(looker(shop, look), look, why="没做")
    assert item(shop, CODE).done_at == look.said_at


def test_not_by_him_whom_it_was_confirmed_nor_without_a_word(shop, look):
    with refused("或其上级收回"):
        take_back_look(shop.lounge_host, look, why="不算")
    with refused("请写哪里没做好"):
        take_back_look(looker(shop, look), look, why=" ")
    take_back_look(looker(shop, look), look, why="没做")
    with refused("没有通过"):
        take_back_look(looker(shop, look), look, why="没做")
