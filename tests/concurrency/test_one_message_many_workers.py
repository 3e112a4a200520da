"""One message and eight workers, one number and eight messages: no more goes than may (R9)."""

from typing import Any

import pytest

from tests.support.copies import at_once
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.people.messaging import actions, jobs, judging, queries
from zhangdian.people.messaging.models import Message
from zhangdian.people.messaging.occasions import OCCASIONS
from zhangdian.people.messaging.tests.arranging import READY, SALE, Scripted, a_customer, a_message, agree

WORKERS = 8
ROUNDS = 3
UNGUARDED_ROUNDS = 8


@pytest.fixture(autouse=True)
def own_occasions(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (READY, SALE):
        monkeypatch.setitem(OCCASIONS, each.key, each)


def sent_at_once(shop: Any, messages: list[Message]) -> Scripted:
    """Each worker has read its message as due, and sends it."""
    gateway = Scripted()
    read = [queries.with_reader(Message.objects).get(pk=each.pk) for each in messages]
    answers = at_once(*(lambda each=each: jobs.send(shop.clock, gateway, each) for each in read))
    assert [each for each in answers if isinstance(each, Exception)] == []
    return gateway


def test_eight_workers_at_one_message_send_it_once(own_shop):
    own_shop.at("10:00")
    customer = a_customer(own_shop)
    for number in range(ROUNDS):
        message = a_message(own_shop, customer, READY, period=str(number))
        assert len(sent_at_once(own_shop, [message] * WORKERS).letters) == 1
    assert list(map(str, violations([own_shop.store]))) == []


def test_without_the_state_under_the_lock_they_send_it_again_and_again(own_shop, monkeypatch):
    """The negative control."""
    own_shop.at("10:00")
    monkeypatch.setattr(actions.take_message, "within", None)
    message = a_message(own_shop)
    assert len(sent_at_once(own_shop, [message] * WORKERS).letters) > 1


def offers(shop: Any, phone: str = "16110000000") -> list[Message]:
    shop.at("10:00")
    customer = a_customer(shop, phone=phone)
    agree(shop, customer)
    return [a_message(shop, customer, SALE, period=str(number)) for number in range(WORKERS)]


def test_eight_offers_at_once_to_one_number_are_three(own_shop, linger):
    linger(judging, "too_often")
    assert len(sent_at_once(own_shop, offers(own_shop)).letters) == 3


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_more_than_three_go(own_shop, linger):
    """The negative control: on a busy machine eight may come one after another, so it has some rounds."""
    linger(judging, "too_often")
    rounds = (offers(own_shop, f"1611000001{number}") for number in range(UNGUARDED_ROUNDS))
    assert any(len(sent_at_once(own_shop, each).letters) > 3 for each in rounds)
