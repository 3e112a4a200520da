"""A receipt may say that it did not arrive."""

from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_failed_and_stands_at_a_desk(shop):
    shop.at("10:00")
    message = arranging.accepted(shop)
    actions.note_undelivered(shop.clock, message, said="MK:0001")
    assert (again(message).state, again(message).said) == (State.FAILED, "MK:0001")
