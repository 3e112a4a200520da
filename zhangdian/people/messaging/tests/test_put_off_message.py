"""Outside the permitted hours a message waits for the next."""

from datetime import timedelta

from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_is_due_later_and_says_why(shop):
    message = arranging.a_message(shop)
    until = shop.now + timedelta(hours=2)
    actions.put_off_message(shop.clock, message, until=until, why="09:00 以后才发")
    waiting = again(message)
    assert (waiting.state, waiting.due_at, waiting.said) == (State.WAITING, until, "09:00 以后才发")
