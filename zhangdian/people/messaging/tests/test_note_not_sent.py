"""What is owed to its reader and did not go stands at a desk with its reason."""

from zhangdian.people.messaging import actions, queries
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import again


def test_it_says_why_and_that_he_must_be_reached_otherwise(shop):
    message = arranging.a_message(shop)
    actions.note_not_sent(shop.clock, message, why=Message.Dropped.EXPIRED)
    failed = again(message)
    assert failed.state == Message.State.FAILED
    assert failed.said == "没有发出去：时段过期，请用别的办法告诉收件人"
    assert list(queries.unsettled(shop.customer_relations_manager)) == [message]
