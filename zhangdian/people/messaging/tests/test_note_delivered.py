"""A receipt is believed whenever it comes."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


@pytest.mark.parametrize("before", [arranging.taken, arranging.unknown, arranging.accepted])
def test_it_arrived_whatever_we_believed(shop, before):
    shop.at("10:00")
    message = before(shop)
    actions.note_delivered(shop.clock, message, gateway_id="s")
    assert (again(message).state, again(message).gateway_id) == (State.DELIVERED, "s")


def test_a_second_receipt_changes_nothing(shop):
    shop.at("10:00")
    message = arranging.accepted(shop)
    actions.note_delivered(shop.clock, message, gateway_id="s")
    with refused("已送达"):
        actions.note_delivered(shop.clock, message, gateway_id="s")


def test_it_arrived_after_it_was_given_up(shop):
    shop.at("10:00")
    message = arranging.accepted(shop)
    actions.note_undelivered(shop.clock, message, said="MK:0001")
    actions.note_delivered(shop.clock, message, gateway_id="")
    assert again(message).state == State.DELIVERED
