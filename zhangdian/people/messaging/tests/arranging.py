"""Sentences with which the tests of messages begin."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.tests.arranging import an_action
from zhangdian.people.customers.actions import give_consent
from zhangdian.people.customers.models import Consent, Customer, Vehicle
from zhangdian.people.customers.tests.arrange import a_customer, again
from zhangdian.people.messaging import actions, jobs, outbox
from zhangdian.people.messaging.gateways.protocol import Absent, Accepted, Answer, Fate, Letter, Receipt
from zhangdian.people.messaging.models import Channel, Message, Purpose
from zhangdian.people.messaging.occasions import OCCASIONS, Occasion
from zhangdian.people.organization.models import Person

__all__ = ["a_customer", "again"]

DAY = timedelta(days=1)
READY = Occasion("tests.ready", "车好了", Purpose.CONTRACT, "您的车 {plate} 已经修好，请来取车", DAY)
SALE = Occasion("tests.sale", "店庆", Purpose.MARKETING, "{what}，欢迎到店", 3 * DAY)
SERVICE = Occasion("tests.service", "该保养了", Purpose.CARE, "您的车 {plate} 该保养了", 7 * DAY)
LINK = Occasion(
    "tests.link",
    "签字链接",
    Purpose.CONTRACT,
    "请打开 {link} 签字",
    DAY,
    lambda message: {"link": "https://zd/l/k"},
)
OVERDUE = Occasion("tests.overdue", "超时", Purpose.STAFF, "{what} 超时了", DAY)
ALL = (READY, SALE, SERVICE, LINK, OVERDUE)
VALUES = {"plate": "宁Z00100", "what": "投诉 TS-1"}


@an_action("写一条")
def write_one(
    ctx: Act,
    *,
    occasion: str,
    customer: Customer | None,
    person: Person | None,
    channel: Channel,
    period: str,
) -> None:
    """What a room above does inside an act of its own."""
    to = customer or person or outbox.Robot("车间")
    put(ctx, occasion, to, channel, period)


@an_action("写许多")
def write_many(ctx: Act, *, customers: list[Customer], occasion: str, channel: Channel) -> None:
    """One to each."""
    for customer in customers:
        put(ctx, occasion, customer, channel, "")


@an_action("写一条关于车的")
def write_about(ctx: Act, *, customer: Customer, vehicle: Vehicle) -> None:
    """One that says of which car it speaks."""
    values = {"plate": vehicle.plate}
    outbox.put(ctx, READY, to=customer, subject=vehicle, channel=Channel.SMS, values=values, about=vehicle)


def put(ctx: Act, occasion: str, to: Any, channel: Channel, period: str) -> Message:
    which = OCCASIONS[occasion]
    values = {name: VALUES[name] for name in VALUES if f"{{{name}}}" in which.text}
    subject = to if not isinstance(to, outbox.Robot) else Person.objects.of(ctx).first()
    return outbox.put(ctx, which, to=to, subject=subject, channel=channel, values=values, period=period)


def a_message(
    shop: Any,
    customer: Customer | None = None,
    occasion: Occasion = READY,
    *,
    person: Person | None = None,
    channel: Channel = Channel.SMS,
    period: str = "",
) -> Message:
    """One message in the outbox, to a customer unless somebody else is named."""
    if customer is None and person is None and channel is not Channel.WECOM:
        customer = a_customer(shop)
    write_one(
        shop.service_advisor,
        occasion=occasion.key,
        customer=customer,
        person=person,
        channel=channel,
        period=period,
    )
    found: Message = Message.objects.order_by("-pk")[0]
    return found


def agree(
    shop: Any,
    customer: Customer,
    purpose: Consent.Purpose = Consent.Purpose.MARKETING,
    channel: Consent.Channel = Consent.Channel.SMS,
) -> None:
    give_consent(
        shop.service_advisor,
        customer,
        purpose=purpose,
        channel=channel,
        means=Means.PAD,
        text_version="2026-1",
    )


def taken(shop: Any, message: Message | None = None) -> Message:
    """A message that a worker has taken and not yet handed over."""
    message = message or a_message(shop)
    found: Message = actions.take_message(shop.clock, message, gateway="sandbox").subject
    return found


def unknown(shop: Any, message: Message | None = None) -> Message:
    """A message of which nobody knows whether the gateway has it."""
    message = taken(shop, message)
    told = actions.note_unknown(
        shop.clock, message, attempt=1, said="没有答复", ask_at=shop.now + jobs.FIRST_ASK
    )
    found: Message = told.subject
    return found


def accepted(shop: Any) -> Message:
    told = actions.note_accepted(shop.clock, taken(shop), gateway_id="1^0", ask_at=shop.now)
    found: Message = told.subject
    return found


class Scripted:
    """A gateway that answers as it is told, and notes what it was given."""

    name: ClassVar[str] = "sandbox"
    can_be_asked: ClassVar[bool] = True

    def __init__(self, *answers: Answer | Fate, receipts: Iterable[Receipt] = ()) -> None:
        self.answers = list(answers)
        self.letters: list[Letter] = []
        self.asked: list[str] = []
        self.waiting = list(receipts)

    def send(self, letter: Letter) -> Any:
        self.letters.append(letter)
        return self.answers.pop(0) if self.answers else Accepted("1^0")

    def ask(self, letter: Letter, sent_on: date) -> Any:
        self.asked.append(letter.our_id)
        return self.answers.pop(0) if self.answers else Absent()

    def receipts(self) -> Iterable[Receipt]:
        told, self.waiting = self.waiting, []
        return told
