"""What may not be sent at the moment of sending is not sent, and says why."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_says_why_and_is_never_sent(shop):
    shop.at("10:00")
    message = arranging.a_message(shop)
    actions.drop_message(shop.clock, message, why=Message.Dropped.NO_CONSENT)
    dropped = again(message)
    assert (dropped.state, dropped.get_dropped_why_display()) == (State.DROPPED, "客户没有同意")
    with refused("不发"):
        actions.take_message(shop.clock, message, gateway="sandbox")
