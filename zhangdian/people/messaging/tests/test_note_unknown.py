"""Without an answer nobody knows whether the gateway has it."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions, queries
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_is_visible_and_is_not_sent_again(shop):
    shop.at("10:00")
    message = arranging.unknown(shop)
    assert again(message).state == State.UNKNOWN
    assert list(queries.unsettled(shop.customer_relations_manager)) == [message]
    with refused("不明"):
        actions.take_message(shop.clock, message, gateway="sandbox")


def test_what_is_told_of_an_earlier_try_does_not_count(shop):
    shop.at("10:00")
    message = arranging.taken(shop)
    with refused("又发了一次"):
        actions.note_unknown(shop.clock, message, attempt=2, said="", ask_at=None)
