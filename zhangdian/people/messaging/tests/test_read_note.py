"""The reader of a note in the page says that he has read it."""

from tests.support.saying_no import refused
from zhangdian.people.messaging import actions, queries
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again

State = Message.State


def a_note(shop):
    person = shop.person("technician")
    return arranging.a_message(shop, occasion=arranging.OVERDUE, person=person, channel=Channel.PAGE)


def test_it_is_with_him_at_once_and_no_gateway_sees_it(shop, gateway):
    note = a_note(shop)
    assert again(note).state == State.DELIVERED
    assert list(queries.unread(shop.technician)) == [note]
    assert list(queries.unread(shop.guide)) == []
    actions.read_note(shop.technician, note)
    assert list(queries.unread(shop.technician)) == []


def test_nobody_reads_it_for_him(shop):
    with refused("不是发给您"):
        actions.read_note(shop.guide, a_note(shop))
