"""Somebody looks and sends it again."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def test_it_waits_again_and_names_who_decided(shop):
    shop.at("10:00")
    message = arranging.unknown(shop)
    actions.resend_message(shop.aftersales_care, message, reason="客户说没收到")
    waiting = again(message)
    assert (waiting.state, waiting.settled_why) == (State.WAITING, "客户说没收到")
    assert waiting.settled_by_id == shop.aftersales_care.person_id
    assert arranging.taken(shop, waiting).attempts == 2


def test_without_a_reason_it_is_not_sent(shop):
    shop.at("10:00")
    with refused("写明原因"):
        actions.resend_message(shop.aftersales_care, arranging.unknown(shop), reason=" ")


def test_what_is_too_old_is_not_sent(shop):
    shop.at("10:00")
    message = arranging.unknown(shop)
    shop.later(days=1)
    with refused("过了有效时间"):
        actions.resend_message(shop.aftersales_care, message, reason="再试")
