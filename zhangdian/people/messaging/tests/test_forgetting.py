"""Who asks to be forgotten is forgotten in the outbox too."""

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.tests.arranging import an_action
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure
from zhangdian.people.customers.models import Customer
from zhangdian.people.messaging import outbox
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import a_customer, a_message, again

State = Message.State


def forget(shop, customer):
    how = {"asker": Asker.HIMSELF, "proof": Proof.IDENTITY_CARD, "asked_on": shop.today}
    asked = ask_for_erasure(shop.service_advisor, again(customer), **how).subject
    sign_request(shop.customer_relations_manager, asked)


def test_number_and_words_go_and_what_waits_is_not_sent(shop, gateway):
    shop.at("10:00")
    customer = a_customer(shop)
    sent = arranging.taken(shop, a_message(shop, customer))
    arranging.actions.note_delivered(shop.clock, sent, gateway_id="s")
    waiting = a_message(shop, customer, period="2")
    forget(shop, customer)
    for message in map(again, (sent, waiting)):
        assert (message.text, message.values_text, message.number_key) == ("", "{}", "")
        assert not message.address
    assert (again(sent).state, again(waiting).state) == (State.DELIVERED, State.DROPPED)
    arranging.jobs.send_messages()
    assert gateway.letters == []
    for entry in Entry.objects.exclude(personal_text=""):
        assert "16110000000" not in entry.personal_text


@an_action("写给送修人")
def write_to_sender(ctx: Act, *, customer: Customer) -> None:
    to = outbox.Number("16110000444", customer.pk)
    values = {"plate": "宁Z00100"}
    outbox.put(ctx, arranging.READY, to=to, subject=customer, channel=Channel.SMS, values=values)


def test_the_number_that_was_left_with_a_visit_goes_too(shop, gateway):
    shop.at("10:00")
    customer = a_customer(shop)
    write_to_sender(shop.service_advisor, customer=customer)
    message = Message.objects.get()
    key = message.reader_key
    forget(shop, customer)
    assert not again(message).address
    assert again(message).reader_key != key
    assert not [entry for entry in Entry.objects.all() if key in f"{entry.changes_text}{entry.personal_text}"]
