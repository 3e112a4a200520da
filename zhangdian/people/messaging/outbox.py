"""The outbox: rooms above write a message into it inside their act; the worker sends it afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.codec import canonical
from zhangdian.foundation.kernel.records import Record
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Contact, Customer, Vehicle, key_of
from zhangdian.people.messaging import occasions
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.occasions import Occasion
from zhangdian.people.organization.models import Person


@dataclass(frozen=True)
class Robot:
    """A group of WeCom, by the name that the server's settings give its robot."""

    name: str


@dataclass(frozen=True)
class Mailbox:
    """An address of somebody outside the staff's and customers' files."""

    address: str


@dataclass(frozen=True)
class Number:
    """Who brought the car and left his number with the visit; the customer whose visit it is, if known."""

    phone: str
    customer_id: int | None = None


Reader = Customer | Contact | Person | Robot | Mailbox | Number


def put(
    ctx: Act,
    occasion: Occasion,
    *,
    to: Reader,
    subject: Record,
    channel: Channel,
    values: Mapping[str, str] | None = None,
    period: str = "",
    due_at: datetime | None = None,
    about: Vehicle | None = None,
) -> Message:
    """Write it down in the caller's transaction; what was written for this occasion before is the answer."""
    reader = reader_of(to)
    label, pk = subject.reference
    once = {
        "occasion": occasion.key,
        "channel": channel,
        "reader_key": reader.pop("reader_key"),
        "subject_type": label,
        "subject_id": pk,
        "period": period,
    }
    earlier: Message | None = Message.objects.of(ctx).filter(**once).first()
    if earlier is not None:
        return earlier
    wording = occasions.wording_of(ctx, occasion)
    text = wording.text if wording else occasion.text
    given = dict(values or {})
    refuse_what_is_missing(occasion, text, given)
    due = due_at or ctx.now
    message = Message(
        store_id=ctx.store_id,
        purpose=occasion.purpose,
        vehicle=about,
        wording=wording,
        values_text=canonical(given),
        text=occasions.written(occasion, text, given),
        due_at=due,
        good_until=due + occasion.good_for,
        delivered_at=ctx.now if channel is Channel.PAGE else None,
        acted_at=ctx.now,
        **once,
        **reader,
    )
    message.save()
    return message


def reader_of(to: Reader) -> dict[str, Any]:
    """Whom the row names, and the one word under which he is written to once."""
    if isinstance(to, Robot):
        return {"robot": to.name, "reader_key": f"robot:{to.name}"}
    if isinstance(to, Mailbox):
        return {"mailbox": to.address, "reader_key": f"mailbox:{key_of(to.address.lower())}"}
    if isinstance(to, Number):
        key = key_of(to.phone)
        return {"customer_id": to.customer_id, "address": to.phone, "reader_key": f"number:{key}"}
    if isinstance(to, Contact):
        return {"customer_id": to.customer_id, "contact": to, "reader_key": f"contact:{to.pk}"}
    kind = "customer" if isinstance(to, Customer) else "person"
    return {kind: to, "reader_key": f"{kind}:{to.pk}"}


def refuse_what_is_missing(occasion: Occasion, text: str, given: Mapping[str, str]) -> None:
    """Every blank of the text has its value, but for what is told only at the moment of sending."""
    blank = [name for name in occasions.names_in(text) if name not in given]
    if blank and occasion.reveal is None:
        names = "、".join(occasions.NAMES.get(name, name) for name in blank)
        raise Refusal(f"消息“{occasion}”的模板要填 {names}：请在消息模板里改正文")
