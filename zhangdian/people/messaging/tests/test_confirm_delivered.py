"""Somebody has asked the reader: it arrived."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_arrived_by_his_word(shop):
    shop.at("10:00")
    message = arranging.unknown(shop)
    actions.confirm_delivered(shop.customer_relations_manager, message, reason="电话里客户说收到了")
    assert (again(message).state, again(message).settled_why) == (State.DELIVERED, "电话里客户说收到了")


def test_what_waits_cannot_have_arrived(shop):
    with refused("待发"):
        actions.confirm_delivered(shop.general_manager, arranging.a_message(shop), reason="收到了")
