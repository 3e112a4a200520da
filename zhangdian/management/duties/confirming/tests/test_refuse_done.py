"""It is not done: it goes back to its holder with the reason, and until the same hour."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import desks
from zhangdian.management.duties.confirming.actions import confirm_done, refuse_done
from zhangdian.management.duties.confirming.tests.arranging import CODE, looker, said, with_second_person
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import item


@pytest.fixture
def due(shop):
    with_second_person(shop)
    return shop


def test_it_is_owed_again_by_the_same_hour_and_can_be_said_again(due):
    hour, look = item(due, CODE).due_at, said(due)
    refuse_done(looker(due, look), look, why="柜子没锁")
    found = item(due, CODE)
    assert (found.due_at, found.done_at, found.looks.get().reason) == (hour, None, "柜子没锁")
    [task] = [each for each in desks.duties_of_mine(due.lounge_host) if each.verb == "报做好"]
    assert "退回：柜子没锁" in task.remark
    due.at("10:30")
    again = said(due, "这次锁了")
    confirm_done(looker(due, again), again)
    assert item(due, CODE).standing_at(due.now) is DueItem.Standing.LATE


def test_it_says_why_and_is_no_answer_to_oneself(due):
    look = said(due)
    with refused("请写哪里没做好"):
        refuse_done(looker(due, look), look, why=" ")
    with refused("由别人复核"):
        refuse_done(due.lounge_host, look, why="没做")
