"""The last piece: many hands, one piece, one success (R4a); with the guard off it is given twice."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from django.db import connection

from tests.support.copies import at_once
from tests.support.unlocked import without_row_locks
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.resources.parts import actions
from zhangdian.resources.parts.models import Lot, Movement, Requisition, Reservation
from zhangdian.resources.parts.tests.arranging import (
    a_part,
    a_requisition,
    card_of,
    issue,
    lines_of,
    supplier,
)

HANDS = 32
ROUNDS = 10
UNGUARDED_ROUNDS = 100


def contested(shop: Any, hands: int) -> tuple[Any, list[Requisition]]:
    """One piece that nobody has a claim on, and many who want it."""
    part = a_part(shop, (1, "20", 9))
    wanting = [a_requisition(shop, (part, 1)) for _ in range(hands)]
    held = Reservation.objects.get(card__part=part, quantity__gt=0)
    actions.release_reservation(shop.storekeeper, held, reason="让给更急的车")
    return part, wanting


def issue_by_all(shop: Any, part: Any, wanting: list[Requisition]) -> Counter[str]:
    """All press at once; how it ended for each."""
    answers = at_once(*(lambda each=each: issue(shop, each, 1) for each in wanting))
    return Counter(outcome(answer) for answer in answers)


def deadlocks() -> int:
    """How many PostgreSQL had to break; an act is tried again, but the order of locks should leave none."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def outcome(answer: Any) -> str:
    if isinstance(answer, Refusal):
        return "refused"
    return f"error {type(answer).__name__}: {answer}" if isinstance(answer, Exception) else "got it"


def test_of_many_who_take_the_last_piece_one_gets_it(own_shop):
    for _ in range(ROUNDS):
        part, wanting = contested(own_shop, HANDS)
        assert issue_by_all(own_shop, part, wanting) == {"got it": 1, "refused": HANDS - 1}
        assert Lot.objects.get(part=part).on_hand == 0
        assert Movement.objects.filter(lot__part=part, kind="issue").count() == 1
    assert list(map(str, violations([own_shop.store]))) == []


def test_of_many_who_ask_for_the_last_piece_it_is_held_back_for_one(own_shop):
    for _ in range(ROUNDS):
        part = a_part(own_shop, (1, "20", 9))
        answers = at_once(*(lambda part=part: a_requisition(own_shop, (part, 1)) for _ in range(8)))
        assert not [answer for answer in answers if isinstance(answer, Exception)]
        held = Reservation.objects.filter(card__part=part, quantity__gt=0)
        assert [each.quantity for each in held] == [1]
    assert list(map(str, violations([own_shop.store]))) == []


def test_what_is_issued_returned_counted_and_received_at_once_adds_up(own_shop):
    shop = own_shop
    part = a_part(shop, (6, "3", 30), (6, "4", 9))
    out = a_requisition(shop, (part, 3))
    issue(shop, out, 3)
    waiting = [a_requisition(shop, (part, 2)) for _ in range(6)]
    line = lines_of(out)[0]

    def receive() -> Any:
        rows = [actions.ReceivedLine(part.pk, 2)]
        return actions.receive_parts(shop.storekeeper, supplier=supplier(), delivery_note="x", lines=rows)

    def bring_back() -> Any:
        rows = [actions.ReturnLine(line.pk, 1)]
        return actions.return_parts(shop.storekeeper, out, lines=rows, reason="没用上")

    def lose() -> Any:
        return actions.adjust_stock(shop.parts_manager, card_of(shop, part), difference=-1, reason="找不到")

    jobs = [lambda each=each: issue(shop, each, 2) for each in waiting]
    answers = at_once(*jobs, receive, receive, bring_back, bring_back, bring_back, lose, lose)
    unexpected = [a for a in answers if isinstance(a, Exception) and not isinstance(a, Refusal)]
    assert unexpected == []
    assert deadlocks() == 0
    assert list(map(str, violations([shop.store]))) == []


def test_two_orders_with_the_same_parts_in_other_order_do_not_block_each_other(own_shop):
    for _ in range(ROUNDS):
        parts = [a_part(own_shop, (20, "3", 30)) for _ in range(4)]
        asked = [(part, 1) for part in parts]
        orders = [a_requisition(own_shop, *(asked if number % 2 else reversed(asked))) for number in range(8)]
        answers = at_once(*(lambda each=each: issue(own_shop, each, 1, 1, 1, 1) for each in orders))
        assert [outcome(answer) for answer in answers] == ["got it"] * 8
    assert deadlocks() == 0


# ---- the negative control -------------------------------------------------------------------------


def no_transaction(*_: Any, **__: Any) -> Any:
    """Every statement for itself; what an act's rows refer to is written at its end."""
    connection.ensure_connection()
    connection.connection.execute("PRAGMA foreign_keys=OFF")
    return nullcontext()


@contextmanager
def guard_off(monkeypatch: Any) -> Iterator[None]:
    """PostgreSQL without row locks; SQLite without the one transaction that makes it the only writer."""
    with monkeypatch.context() as patch:
        if connection.vendor == "postgresql":
            without_row_locks(patch)
        else:
            patch.setattr("django.db.transaction.atomic", no_transaction)
        yield


def test_without_the_guard_the_last_piece_is_given_twice(own_shop, monkeypatch):
    """The negative control: this test sees what it is there to see."""
    for _ in range(UNGUARDED_ROUNDS):
        part, wanting = contested(own_shop, 8)
        with guard_off(monkeypatch):
            issue_by_all(own_shop, part, wanting)
        if Movement.objects.filter(lot__part=part, kind="issue").count() > 1:
            return
    pytest.fail(f"the guard was off and in {UNGUARDED_ROUNDS} rounds nobody got a piece that was gone")
