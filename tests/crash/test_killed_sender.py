"""Messages through gateways in nine moods, by workers that are killed at every step (reliability R9).

The verdict is the gateway's own book: nothing in it twice; what is not in it, the outbox shows to somebody.
"""

import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest

from tests.support.crashing import fork_apart
from zhangdian.foundation.kernel import clock
from zhangdian.people.customers.actions import register_customer
from zhangdian.people.messaging import jobs, queries
from zhangdian.people.messaging.actions import set_wording
from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.gateways.protocol import Answer, Fate, Letter, Receipt
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.occasions import OCCASIONS
from zhangdian.people.messaging.tests.arranging import READY, write_many
from zhangdian.people.messaging.tests.fake import LATE, Book, FakeAliyun, FakeTencent, Mood, of, serving

State = Message.State
MOODS = list(Mood)
WORKERS = 2
SEED = 20261126


class Deadly:
    """A line to a gateway on which the worker dies, before it has asked or before it has heard."""

    name: ClassVar[str] = ""
    can_be_asked: ClassVar[bool] = True

    def __init__(self, gateway: Any, chance: random.Random, of_a_hundred: int) -> None:
        self.gateway, self.chance, self.often = gateway, chance, of_a_hundred
        type(self).name = gateway.name

    def dies(self) -> None:
        if self.chance.randrange(100) < self.often:
            os.kill(os.getpid(), signal.SIGKILL)

    def send(self, letter: Letter) -> Answer:
        self.dies()
        answer: Answer = self.gateway.send(letter)
        self.dies()
        return answer

    def ask(self, letter: Letter, sent_on: date) -> Fate:
        fate: Fate = self.gateway.ask(letter, sent_on)
        self.dies()
        return fate

    def receipts(self) -> Sequence[Receipt]:
        return list(self.gateway.receipts())


@dataclass
class Outcome:
    """What stands in the outbox and in the gateway's book at the end."""

    book: Book
    states: Counter[str]
    killed: int
    rounds: int

    def __str__(self) -> str:
        states = "、".join(f"{State(state).label} {count}" for state, count in sorted(self.states.items()))
        book = f"网关收到 {len(self.book.taken)} 条，重复 {len(self.book.doubled())} 条"
        return f"{self.rounds} 轮，杀死 {self.killed} 个进程；{book}；{states}"


@pytest.fixture(autouse=True)
def own_occasion(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(OCCASIONS, READY.key, READY)
    yield
    chosen.place({})


def messages(shop: Any, count: int) -> None:
    """One to each of so many customers."""
    set_wording(
        shop.general_manager, occasion=READY.key, text=READY.text, aliyun_code="SMS_1", tencent_code="1001"
    )
    customers = [
        register_customer(
            shop.service_advisor, kind="person", name=f"客户{number}", phone=f"161{number:08}"
        ).subject
        for number in range(count)
    ]
    write_many(shop.service_advisor, customers=customers, occasion=READY.key, channel=Channel.SMS)


def a_worker(gateway: Any, seed: str, of_a_hundred: int) -> int:
    """A process that does one run; its number."""
    child = fork_apart()
    if child:
        return child
    try:
        chosen.place({"sms": Deadly(gateway, random.Random(seed), of_a_hundred)})
        jobs.send_messages()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def a_round(gateway: Any, number: int, of_a_hundred: int, chance: random.Random) -> int:
    """So many workers at once, one of them also killed from outside at some moment; how many died."""
    workers = [a_worker(gateway, f"{SEED}:{number}:{each}", of_a_hundred) for each in range(WORKERS)]
    if of_a_hundred:
        time.sleep(chance.random() * 0.4)
        os.kill(workers[0], signal.SIGKILL)
    ended = [os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) for worker in workers]
    assert 1 not in ended, "a worker fell over: see above"
    return sum(each == -signal.SIGKILL for each in ended)


def under_way() -> bool:
    return Message.objects.filter(state__in=[State.WAITING, State.SENDING]).exists() or (
        Message.objects.filter(state__in=[State.UNKNOWN, State.ACCEPTED], ask_at__isnull=False).exists()
    )


def sent_by_mortals(shop: Any, kind: type[Any], count: int, *, often: int = 3, most: int = 400) -> Outcome:
    """Until the outbox has nothing more to do; after a while nobody dies any more, that it may end."""
    book, killed, number = Book(MOODS, seed=SEED), 0, 0
    chance = random.Random(SEED)
    shop.at("09:00")
    messages(shop, count)
    with serving(kind, book) as url:
        gateway = of(kind, url)
        while under_way() and number < most:
            killed += a_round(gateway, number, often if number < count // 4 + 8 else 0, chance)
            number += 1
            time.sleep(LATE)
            clock.set_to(clock.now() + timedelta(minutes=3))
    states = Counter(Message.objects.values_list("state", flat=True))
    return Outcome(book, states, killed, number)


def nothing_twice_nothing_lost(shop: Any, outcome: Outcome) -> None:
    assert outcome.book.doubled() == []
    taken = set(outcome.book.taken)
    for message in Message.objects.all():
        if message.state in (State.ACCEPTED, State.DELIVERED):
            assert message.our_id in taken, message.pk
        elif message.our_id in taken:
            # It went, and no receipt is to be had: somebody is shown that nobody knows.
            assert message.state == State.UNKNOWN, message.pk
    at_a_desk = set(queries.unsettled(shop.customer_relations_manager).values_list("pk", flat=True))
    unsure = Message.objects.filter(state__in=[State.UNKNOWN, State.FAILED, State.WAITING, State.SENDING])
    assert set(unsure.values_list("pk", flat=True)) <= at_a_desk


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(FakeAliyun, marks=pytest.mark.long_on("sqlite")),
        pytest.param(FakeTencent, marks=pytest.mark.long_on("postgres")),
    ],
)
def test_in_nine_moods_by_workers_that_die_nothing_goes_twice_and_nothing_is_lost(own_shop, kind):
    outcome = sent_by_mortals(own_shop, kind, 40)
    print(outcome)  # noqa: T201 (a figure)
    assert outcome.killed > 3
    nothing_twice_nothing_lost(own_shop, outcome)
    if kind is FakeAliyun:
        assert outcome.states == {State.DELIVERED: 40}


@pytest.mark.long
@pytest.mark.parametrize("kind", [FakeAliyun, FakeTencent])
def test_a_thousand_messages_in_nine_moods(own_shop, kind):
    outcome = sent_by_mortals(own_shop, kind, 1000)
    print(outcome)  # noqa: T201 (a figure)
    nothing_twice_nothing_lost(own_shop, outcome)


# Negative controls -----------------------------------------------------------------------------------


def test_without_asking_first_messages_go_twice(own_shop, monkeypatch):
    """Whoever died or got no answer is simply sent again."""
    monkeypatch.setattr(jobs, "lose", lambda ctx, gateway, message, said: jobs.try_again(ctx, message, said))
    assert sent_by_mortals(own_shop, FakeAliyun, 30, most=60).book.doubled()


def test_asked_before_the_gateway_has_written_it_down_it_goes_twice(own_shop, monkeypatch):
    """A slow gateway takes what it was asked about a moment too early."""
    monkeypatch.setattr(jobs, "FIRST_ASK", timedelta(0))
    assert slowly_sent(own_shop).doubled()


def test_asked_when_every_gateway_is_done_it_goes_once(own_shop):
    assert slowly_sent(own_shop).taken == [Message.objects.get().our_id]


def slowly_sent(shop: Any) -> Book:
    """One message through a gateway that takes it after we have hung up."""
    book = Book([Mood.SLOW])
    shop.at("09:00")
    messages(shop, 1)
    with serving(FakeAliyun, book) as url:
        chosen.place({"sms": of(FakeAliyun, url)})
        for _ in range(2):
            jobs.send_messages()
        time.sleep(LATE)
        for _ in range(4):
            clock.set_to(clock.now() + timedelta(minutes=3))
            jobs.send_messages()
    return book
