"""Who asks to be forgotten is forgotten in the outbox too."""

from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure
from zhangdian.people.messaging.models import Message
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
