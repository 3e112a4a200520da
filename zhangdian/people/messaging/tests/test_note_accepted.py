"""The gateway's yes is written down, however late it comes."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def note(shop, message):
    return actions.note_accepted(shop.clock, message, gateway_id="7^0", ask_at=shop.now)


def test_it_is_with_the_gateway(shop):
    shop.at("10:00")
    message = arranging.taken(shop)
    note(shop, message)
    assert (again(message).state, again(message).gateway_id) == (State.ACCEPTED, "7^0")


def test_an_answer_after_it_was_given_up_for_unknown_is_as_good(shop):
    shop.at("10:00")
    message = arranging.unknown(shop)
    note(shop, message)
    assert again(message).state == State.ACCEPTED


def test_an_answer_after_the_receipt_changes_nothing(shop):
    shop.at("10:00")
    message = arranging.taken(shop)
    actions.note_delivered(shop.clock, message, gateway_id="")
    with refused("已送达"):
        note(shop, message)
