"""A gateway that cannot tell is asked again later, or never."""

from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_is_counted_and_stays_unknown(shop):
    shop.at("10:00")
    message = arranging.unknown(shop)
    actions.note_asked(shop.clock, message, again_at=None, said="运营商还没有回执")
    asked = again(message)
    assert (asked.state, asked.asks, asked.ask_at) == (State.UNKNOWN, 1, None)
