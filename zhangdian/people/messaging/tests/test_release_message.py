"""What surely was not taken waits to be sent again."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def release(shop, message, attempt=1):
    later = shop.now + timedelta(minutes=2)
    return actions.release_message(shop.clock, message, attempt=attempt, until=later, said="连不上网关")


def test_it_waits_and_the_try_stays_counted(shop):
    shop.at("10:00")
    message = arranging.taken(shop)
    release(shop, message)
    waiting = again(message)
    assert (waiting.state, waiting.attempts, waiting.taken_at) == (State.WAITING, 1, None)


def test_a_worker_of_an_earlier_try_does_not_release_the_present_one(shop):
    """Else a third one would take and send it while the second is sending."""
    shop.at("10:00")
    message = arranging.taken(shop)
    release(shop, message)
    arranging.taken(shop, again(message))
    with refused("又发了一次"):
        release(shop, message)
