"""Whether a message may be sent at this very moment: consent, hours, how often, and to which number."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.customers import consents, phones
from zhangdian.people.customers.models import Consent, Customer, key_of, keys_of
from zhangdian.people.messaging.models import Channel, Message, Purpose
from zhangdian.people.organization import rates
from zhangdian.people.organization.rates import Standard, standard

Dropped = Message.Dropped


@dataclass(frozen=True)
class Send:
    """It may go now, to this number or address."""

    address: str
    number_key: str = ""


@dataclass(frozen=True)
class Wait:
    """Not yet: at this instant it is judged anew."""

    until: datetime
    why: str


@dataclass(frozen=True)
class Drop:
    """It is not sent."""

    why: Message.Dropped


Verdict = Send | Wait | Drop

CONSENT = {
    Purpose.CARE: Consent.Purpose.CARE,
    Purpose.RENEWAL: Consent.Purpose.RENEWAL,
    Purpose.MARKETING: Consent.Purpose.MARKETING,
}
"""What a customer must have agreed to; what the contract or the law asks for needs no word of his."""
BY = {Channel.SMS: Consent.Channel.SMS, Channel.EMAIL: Consent.Channel.EMAIL}
HOURS: dict[Purpose, tuple[Standard, Standard]] = {
    purpose: (
        standard(f"{purpose.label}最早几点发", opens, "点"),
        standard(f"{purpose.label}最晚几点发", closes, "点"),
    )
    for purpose, opens, closes in (
        (Purpose.CONTRACT, 7, 22),
        (Purpose.LEGAL, 8, 21),
        (Purpose.CARE, 9, 20),
        (Purpose.RENEWAL, 9, 20),
        (Purpose.MARKETING, 9, 20),
        (Purpose.STAFF, 7, 22),
    )
}
"""No law names a clock; the trade's is eight to nine, and the store's own comes before it."""
UNASKED = (Purpose.CARE, Purpose.RENEWAL, Purpose.MARKETING)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
PER_WEEK = standard("同一号码七天最多几条关怀和营销", 3, "条")
PER_DAY = standard("同一号码一天最多几条消息", 10, "条")
STANDARDS = (*(each for pair in HOURS.values() for each in pair), PER_WEEK, PER_DAY)


def judge(ctx: Any, message: Message) -> Verdict:
    """Read at the moment of sending: what was true when it was written may not be true any more."""
    if ctx.standing.practice:
        return Drop(Dropped.PRACTICE)
    if message.good_until <= ctx.now:
        return Drop(Dropped.EXPIRED)
    if message.customer is not None and (refusal := refused_by(ctx, message, message.customer)):
        return Drop(refusal)
    there = address_of(message)
    if not there.address:
        return Drop(Dropped.NO_ADDRESS)
    measures = rates.measures_of(ctx, STANDARDS)
    wait = outside_hours(ctx, message, measures) or too_often(ctx, message, there, measures)
    if wait is None:
        return there
    return wait if wait.until < message.good_until else Drop(Dropped.EXPIRED)


def refused_by(ctx: Any, message: Message, customer: Customer) -> Message.Dropped | None:
    """The customer's own word against it; a later no from his number counts, under whatever name."""
    if customer.erased_at or customer.restricted_at:
        return Dropped.RESTRICTED
    wanted = CONSENT.get(Purpose(message.purpose))
    if wanted is None:
        return None
    quiet = {Customer.Reminder.NONE}
    if message.purpose == Purpose.MARKETING:
        quiet.add(Customer.Reminder.SERVICE_ONLY)
    if customer.reminder in quiet:
        return Dropped.OPTED_OUT
    channel = BY.get(Channel(message.channel), Consent.Channel.ANY)
    agreed = consents.standing(ctx, wanted, channel, ctx.today).filter(customer=customer)
    since = agreed.aggregate(last=Max("given_at"))["last"]
    no = Consent.objects.of(ctx).filter(purpose=wanted, withdrawn_at__isnull=False)
    if since is None:
        return Dropped.OPTED_OUT if no.filter(customer=customer).exists() else Dropped.NO_CONSENT
    there = no.filter(customer__phone_key__in=keys_of(address_of(message).address), withdrawn_at__gt=since)
    refused = there.filter(channel__in=[channel, Consent.Channel.ANY]).exists()
    return Dropped.OPTED_OUT if refused else None


def address_of(message: Message) -> Send:
    """Where it goes today; a short message only to a number that takes them."""
    if message.channel == Channel.WECOM:
        return Send(message.robot)
    if message.channel == Channel.EMAIL:
        return Send(message.mailbox)
    if message.reader_key.startswith(message.GIVEN):
        number = opened(message.address)
    elif message.contact is not None:
        number = "" if message.contact.ended_on else opened(message.contact.phone)
    elif message.customer is not None:
        number = opened(message.customer.phone)
    else:
        number = opened(message.person.phone) if message.person else ""
    try:
        takes = phones.judge(number).takes_messages
    except phones.PhoneRefused:
        takes = False
    return Send(number, key_of(number)) if takes else Send("")


def sent_to(message: Message) -> str:
    """Where it went when it was taken."""
    return str(opened(message.address) or address_of(message).address)


def outside_hours(ctx: Any, message: Message, measures: dict[str, Decimal]) -> Wait | None:
    """The next moment at which people may be written to for this purpose."""
    first, last = (hour_of(measures[each.key]) for each in HOURS[Purpose(message.purpose)])
    zone = ctx.standing.zone
    local = clock.local(ctx.now, zone)
    if first <= local.time() and (last == time.max or local.time() < last):
        return None
    day = local.date() if local.time() < first else local.date() + DAY
    return Wait(clock.instant(day, first, zone), f"{first:%H:%M} 以后才发")


def hour_of(value: Decimal) -> time:
    """8.5 is half past eight; 24 is the end of the day."""
    minutes = int(value * 60)
    return time.max if minutes >= 24 * 60 else time(minutes // 60, minutes % 60)


def too_often(ctx: Any, message: Message, there: Send, measures: dict[str, Decimal]) -> Wait | None:
    """When this number may be written to again."""
    if not there.number_key or message.purpose == Purpose.STAFF:
        return None
    limits: list[tuple[timedelta, Standard, dict[str, Any]]] = [(DAY, PER_DAY, {})]
    if message.purpose in UNASKED:
        limits.append((WEEK, PER_WEEK, {"purpose__in": UNASKED}))
    waits = [wait for each in limits if (wait := full(ctx, message, there, measures, *each))]
    return max(waits, key=lambda wait: wait.until, default=None)


def full(
    ctx: Any,
    message: Message,
    there: Send,
    measures: dict[str, Decimal],
    span: timedelta,
    most: Standard,
    which: dict[str, Any],
) -> Wait | None:
    """Every store's messages to a number count: it is one person who reads them."""
    number = int(measures[most.key])
    sent = Message.objects.filter(
        number_key=there.number_key, taken_at__gt=ctx.now - span, failed_at=None, **which
    )
    times = sent.exclude(pk=message.pk).order_by("-taken_at").values_list("taken_at", flat=True)
    newest = list(times[:number])
    if len(newest) < number:
        return None
    frees = newest[-1] + span if newest else message.good_until
    return Wait(frees, f"这个号码{span.days}天内已经发了 {number} 条")
