"""What the outbox empties of a customer who asked to be forgotten."""

from collections.abc import Iterator

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.records import Root
from zhangdian.people.customers.erasing.keeping import erases_customers
from zhangdian.people.customers.models import Customer
from zhangdian.people.messaging.models import Message

ON_ITS_WAY = (Message.State.WAITING, Message.State.SENDING, Message.State.UNKNOWN)


@erases_customers
def his_messages(ctx: Act, customer: Customer) -> Iterator[Root]:
    """Number and words go; that something was sent, when and for what, stays as proof."""
    for message in Message.objects.filter(customer=customer).order_by("pk").lock():
        message.text, message.values_text = "", "{}"
        message.address = message.number_key = message.mailbox = ""
        if message.reader_key.startswith(Message.GIVEN):
            message.reader_key = f"{Message.GIVEN}{message.pk}"
        if message.state in ON_ITS_WAY:
            message.dropped_at, message.dropped_why = ctx.now, Message.Dropped.RESTRICTED
        message.save()
        yield message
