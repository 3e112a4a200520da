"""The same press fifty times at once is one act, and everybody gets its answer (reliability R3a)."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from tests.support.copies import at_once, raised, timed
from zhangdian.foundation.kernel import carrying
from zhangdian.foundation.kernel.models import Claim, Entry
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.resources.cashier.actions import take_payment
from zhangdian.resources.cashier.models import Means, Payment, Receivable
from zhangdian.resources.cashier.tests.arranging import a_bill, at_the_till
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import InternalUse, Part

TWINS = 50


def answers_of(done: list[Any]) -> set[Any]:
    """What the twins were told."""
    return {(one.entry.pk, one.subject.pk, one.touched, one.waits_for_signature) for one in done}


@pytest.fixture
def part_payment(own_shop):
    """Ten yuan of a bill of 684: without the token they could be paid many times."""
    till, bill = at_the_till(own_shop), a_bill(own_shop)

    def press(token: str = "p", amount: str = "10.00") -> Any:
        return take_payment(till, bill, means=Means.CASH, amount=Decimal(amount), token=token)

    return press


@pytest.fixture
def wish(own_shop):
    """The workshop draws a part for itself: an act that opens a record."""
    supervisor, part = own_shop.workshop_supervisor, Part.objects.first()

    def press(token: str = "w", quantity: int = 1) -> Any:
        rows = [parts.WantedRow(part.pk, quantity)]
        return parts.ask_for_internal_use(supervisor, department="车间", why="试验", rows=rows, token=token)

    return press


def test_fifty_presses_pay_once(part_payment):
    with timed(f"{TWINS} twins of a payment on {connection.vendor}"):
        done = at_once(*[part_payment] * TWINS)
    assert raised(done) == []
    assert len(answers_of(done)) == 1
    assert Payment.objects.get().receivable.paid == Decimal("10.00")


def test_fifty_presses_open_one_record(wish):
    with timed(f"{TWINS} twins of an opening act on {connection.vendor}"):
        done = at_once(*[wish] * TWINS)
    assert raised(done) == []
    assert len(answers_of(done)) == 1
    assert InternalUse.objects.count() == 1


def test_other_content_under_the_same_press_is_refused_and_changes_nothing(part_payment):
    jobs: list[Callable[[], Any]] = [
        *[lambda: part_payment(amount="10.00")] * 10,
        *[lambda: part_payment(amount="20.00")] * 10,
    ]
    done = at_once(*jobs)
    refused = raised(done)
    assert len(refused) == 10
    assert all(isinstance(each, Refusal) and "别的内容" in str(each) for each in refused)
    assert len(answers_of([each for each in done if each not in refused])) == 1
    assert Payment.objects.count() == 1
    assert Receivable.objects.get().paid in (Decimal("10.00"), Decimal("20.00"))


def test_a_refused_press_leaves_no_claim_so_that_it_may_be_pressed_again(part_payment):
    before = Claim.objects.count(), Entry.objects.count()
    done = at_once(*[lambda: part_payment(amount="700.00")] * 10)
    assert len(raised(done, Refusal)) == 10
    assert (Claim.objects.count(), Entry.objects.count()) == before
    assert part_payment(amount="10.00").subject.paid == Decimal("10.00")


def test_without_the_claim_the_same_presses_pay_many_times(part_payment, monkeypatch):
    """The negative control."""
    claim = carrying.claim
    monkeypatch.setattr(
        carrying, "claim", lambda action, key, token, *rest: claim(action, key, uuid.uuid4().hex, *rest)
    )
    at_once(*[part_payment] * 10)
    assert Payment.objects.count() > 1
