"""Somebody takes a message back before it goes."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_is_not_sent_and_says_by_whom(shop):
    shop.at("10:00")
    message = arranging.a_message(shop)
    actions.withdraw_message(shop.office_director, message, reason="车还没好")
    dropped = again(message)
    assert (dropped.state, dropped.dropped_why) == (State.DROPPED, Message.Dropped.WITHDRAWN)
    assert dropped.settled_by_id == shop.office_director.person_id


def test_what_is_on_its_way_cannot_be_taken_back(shop):
    shop.at("10:00")
    with refused("发送中"):
        actions.withdraw_message(shop.office_director, arranging.taken(shop), reason="错了")
