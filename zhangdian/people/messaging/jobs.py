"""What the clock does with the outbox: takes back what was abandoned, asks, hears receipts, sends."""

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Action
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.people.messaging import actions, judging, queries
from zhangdian.people.messaging.composing import letter_of
from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.gateways.protocol import (
    Absent,
    Accepted,
    Answer,
    Delivered,
    Fate,
    Gateway,
    Letter,
    Undelivered,
    Unknown,
)
from zhangdian.people.messaging.models import Message, Purpose

LEASE = timedelta(minutes=5)
"""Who took a message and has not written down an answer by then is dead."""
HAND_OVER_WITHIN = 60.0
"""Seconds from taking to handing over: who was held up longer lets it be asked after instead."""
AT_A_TIME = 200
"""Messages that one run looks at per store."""
LONGEST_RUN = 20.0
"""Seconds after which a run stops and lets the worker's other jobs have their turn."""
FIRST_ASK = timedelta(minutes=2)
"""Longer than any gateway takes over one request: who asks earlier may ask before it was written down."""
MOST_ATTEMPTS = 5
MOST_ASKS = 8
OWED = (Purpose.CONTRACT, Purpose.LEGAL)
UNREACHED = (Message.Dropped.EXPIRED, Message.Dropped.NO_ADDRESS)
"""Reasons that lie with us or the number, not with what the customer said."""


class Turn:
    """One run of the worker: it ends by itself."""

    def __init__(self) -> None:
        self.ends = time.monotonic() + LONGEST_RUN

    def each(self, rows: Iterable[Message]) -> Iterator[Message]:
        for row in rows:
            if time.monotonic() > self.ends:
                return
            yield row


@job("发送消息", every=timedelta(seconds=5), stuck=timedelta(minutes=5))
def send_messages() -> None:
    """Whatever is due, in every store; killed anywhere and started again it sends nothing twice."""
    turn, gateways = Turn(), chosen.by_channel()
    by_name = {each.name: each for each in gateways.values()}
    for gateway in by_name.values():
        hear_receipts(gateway)
    for store_id in queries.stores_at_work():
        ctx = Context(store_id, kind=ActorKind.CLOCK)
        drop_expired(ctx)
        take_back_abandoned(ctx, by_name)
        for message in turn.each(queries.to_ask_after(ctx)[:AT_A_TIME]):
            if message.gateway in by_name:
                ask_after(ctx, by_name[message.gateway], message)
        for message in turn.each(queries.due(ctx, list(gateways))[:AT_A_TIME]):
            send(ctx, gateways[message.channel], message)


def attempted(ctx: Context, action: Action, message: Message, **inputs: Any) -> Message | None:
    """The message after the act; None where somebody else, or a receipt, was first."""
    try:
        done: Message = action(ctx, message, **inputs).subject
    except (Refusal, NotHere):
        return None
    return done


def drop_expired(ctx: Context) -> None:
    """What nobody opened a way for, or what could not go in its hours, is not sent afterwards."""
    for message in queries.expired(ctx)[:AT_A_TIME]:
        drop(ctx, message, Message.Dropped.EXPIRED)


def drop(ctx: Context, message: Message, why: Message.Dropped | None) -> None:
    """Not sent; what is owed and could not go stands at a desk. None: what it stood for was taken back."""
    owed = message.purpose in OWED and why in UNREACHED
    action = actions.note_not_sent if owed else actions.drop_message
    attempted(ctx, action, message, why=why or Message.Dropped.EXPIRED)


def take_back_abandoned(ctx: Context, gateways: Mapping[str, Gateway]) -> None:
    """Its worker was killed: whether the gateway has it nobody here knows."""
    for message in queries.abandoned(ctx, ctx.now - LEASE)[:AT_A_TIME]:
        said = "发送的进程中断，没有记下网关的答复"
        lose(ctx, gateways.get(message.gateway), message, said)


def lose(ctx: Context, gateway: Gateway | None, message: Message, said: str) -> None:
    ask_at = first_ask(ctx, gateway)
    attempted(ctx, actions.note_unknown, message, attempt=message.attempts, said=said, ask_at=ask_at)


def first_ask(ctx: Context, gateway: Gateway | None) -> datetime | None:
    """When it is asked after for the first time; never where the gateway does not know our names."""
    return ctx.now + FIRST_ASK if gateway and gateway.can_be_asked else None


def send(ctx: Context, gateway: Gateway, message: Message) -> None:
    """Judge, take, hand over, write down; each step is an act of its own or none."""
    verdict = judging.judge(ctx, message)
    if isinstance(verdict, judging.Wait):
        attempted(ctx, actions.put_off_message, message, until=verdict.until, why=verdict.why)
        return
    if isinstance(verdict, judging.Drop) or letter_of(message, verdict.address) is None:
        drop(ctx, message, verdict.why if isinstance(verdict, judging.Drop) else None)
        return
    began = time.monotonic()
    taken = attempted(ctx, actions.take_message, message, gateway=gateway.name)
    letter = letter_of(taken, judging.sent_to(taken)) if taken else None
    if taken and letter and time.monotonic() - began < HAND_OVER_WITHIN:
        write_down(ctx, gateway, taken, gateway.send(letter))


def write_down(ctx: Context, gateway: Gateway, message: Message, answer: Answer) -> None:
    """What the gateway answered; a receipt may have come before it."""
    if isinstance(answer, Accepted):
        note_accepted(ctx, gateway, message, answer)
    elif isinstance(answer, Unknown):
        lose(ctx, gateway, message, answer.said)
    elif answer.later:
        try_again(ctx, message, answer.said)
    else:
        attempted(ctx, actions.note_refused, message, attempt=message.attempts, said=answer.said)


def note_accepted(ctx: Context, gateway: Gateway, message: Message, answer: Accepted) -> None:
    ask_at = first_ask(ctx, gateway)
    attempted(ctx, actions.note_accepted, message, gateway_id=answer.gateway_id, ask_at=ask_at)


def try_again(ctx: Context, message: Message, said: str) -> None:
    """It surely was not taken: later, but not for ever."""
    attempt = message.attempts
    if attempt < MOST_ATTEMPTS:
        again = ctx.now + pause(attempt)
        attempted(ctx, actions.release_message, message, attempt=attempt, until=again, said=said)
    else:
        said = f"发了 {attempt} 次都没有成：{said}"
        attempted(ctx, actions.note_refused, message, attempt=attempt, said=said)


def pause(times: int) -> timedelta:
    """Two minutes, then always twice as long."""
    return timedelta(minutes=2**times)


def ask_after(ctx: Context, gateway: Gateway, message: Message) -> None:
    """What became of it, by our own name of it; only what surely was not taken is sent again."""
    letter = Letter(message.our_id, judging.sent_to(message), "")
    fate: Fate = gateway.ask(letter, clock.day(message.taken_at or ctx.now))
    accepted = message.state == Message.State.ACCEPTED
    if isinstance(fate, Delivered | Undelivered):
        tell(ctx, message, fate)
    elif isinstance(fate, Accepted) and not accepted:
        note_accepted(ctx, gateway, message, fate)
    elif isinstance(fate, Absent) and not accepted:
        try_again(ctx, message, "网关查无此条")
    else:
        said = fate.said if isinstance(fate, Unknown) else "网关还没有回执"
        attempted(ctx, actions.note_asked, message, again_at=next_ask(ctx, message), said=said)


def next_ask(ctx: Context, message: Message) -> datetime | None:
    """Each time twice as late; at last somebody must look himself."""
    return ctx.now + pause(message.asks + 1) if message.asks + 1 < MOST_ASKS else None


def tell(ctx: Context, message: Message, fate: Delivered | Undelivered) -> None:
    """A receipt, early, late or for the second time."""
    if isinstance(fate, Delivered):
        attempted(ctx, actions.note_delivered, message, gateway_id=fate.gateway_id)
    else:
        attempted(ctx, actions.note_undelivered, message, said=fate.said)


def hear_receipts(gateway: Gateway) -> None:
    """What the gateway tells by itself; of a message that is not ours, nothing."""
    for receipt in gateway.receipts():
        message = Message.objects.filter(our_id=receipt.our_id).first()
        if message is not None:
            tell(Context(message.store_id, kind=ActorKind.CLOCK), message, receipt.fate)
