"""The gateway's no is written down with its words."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_failed_with_the_gateways_words(shop):
    shop.at("10:00")
    message = arranging.taken(shop)
    actions.note_refused(shop.clock, message, attempt=1, said="isv.SMS_SIGNATURE_ILLEGAL")
    assert (again(message).state, again(message).said) == (State.FAILED, "isv.SMS_SIGNATURE_ILLEGAL")


def test_what_is_told_of_an_earlier_try_does_not_count(shop):
    shop.at("10:00")
    message = arranging.taken(shop)
    with refused("又发了一次"):
        actions.note_refused(shop.clock, message, attempt=0, said="isv.OUT_OF_SERVICE")
