"""Twenty hands in the database: the one command finds every one of them (reliability R2)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.records import writing
from zhangdian.resources.cashier.actions import Counted, close_shift, refund_payment
from zhangdian.resources.cashier.models import CashierShift, Means
from zhangdian.resources.cashier.tests import arranging as till
from zhangdian.resources.parts.tests import arranging as shelf


@dataclass(frozen=True)
class Corruption:
    """One statement past the house, and the invariants of which one must notice."""

    what: str
    sql: str
    codes: tuple[str, ...]


CORRUPTIONS = [
    Corruption(
        "a piece more in a lot",
        "UPDATE parts_lot SET on_hand = on_hand - 1 WHERE id = {lot}",
        ("S1",),
    ),
    Corruption(
        "a lot below zero",
        "UPDATE parts_lot SET on_hand = -1 WHERE id = {lot}",
        ("S1", "S2"),
    ),
    Corruption(
        "a lot above received",
        "UPDATE parts_lot SET on_hand = 99 WHERE id = {lot}",
        ("S1", "S2"),
    ),
    Corruption(
        "a fen more in a lot",
        "UPDATE parts_lot SET value_left = value_left + 0.01 WHERE id = {lot}",
        ("S3",),
    ),
    Corruption(
        "another cost came in",
        "UPDATE parts_lot SET value_received = 1.00 WHERE id = {lot}",
        ("S3",),
    ),
    Corruption(
        "an issue costs less",
        "UPDATE parts_movement SET value = value + 0.01 WHERE id = {issue}",
        ("S3",),
    ),
    Corruption(
        "an issue of more",
        "UPDATE parts_movement SET quantity = quantity - 1 WHERE id = {issue}",
        ("S1",),
    ),
    Corruption(
        "an issue is gone",
        "DELETE FROM parts_movement WHERE id = {issue}",
        ("S1", "S5"),
    ),
    Corruption(
        "a line got more",
        "UPDATE parts_requisitionline SET issued = issued + 1 WHERE id = {line}",
        ("S5",),
    ),
    Corruption(
        "a line gave back",
        "UPDATE parts_requisitionline SET returned = 1 WHERE id = {line}",
        ("S5",),
    ),
    Corruption(
        "too much held back",
        "UPDATE parts_reservation SET quantity = 500 WHERE id = {held}",
        ("S4",),
    ),
    Corruption(
        "a state nobody derived",
        "UPDATE parts_requisition SET state = 'void' WHERE id = {asked}",
        ("S6",),
    ),
    Corruption(
        "a number twice",
        "UPDATE parts_issueslip SET number = 'CK261123-0002' WHERE id = {slip}",
        ("A2",),
    ),
    Corruption(
        "a number lost",
        "UPDATE parts_issueslip SET number = '' WHERE id = {slip}",
        ("A2",),
    ),
    Corruption(
        "a bill paid more",
        "UPDATE cashier_receivable SET paid = paid - 0.01 WHERE id = {bill}",
        ("M2",),
    ),
    Corruption(
        "a bill of another state",
        "UPDATE cashier_receivable SET state = 'open' WHERE id = {bill}",
        ("M2",),
    ),
    Corruption(
        "a payment of less",
        "UPDATE cashier_payment SET amount = amount - 0.01 WHERE id = {payment}",
        ("M1", "M2"),
    ),
    Corruption(
        "a payment gave back",
        "UPDATE cashier_payment SET refunded = 1.00 WHERE id = {payment}",
        ("M4",),
    ),
    Corruption(
        "a refund of more",
        "UPDATE cashier_refund SET amount = amount + 0.01 WHERE id = {refund}",
        ("M2", "M4"),
    ),
    Corruption(
        "a drawer counted otherwise",
        "UPDATE cashier_shiftcount SET booked = 1, counted = 1 WHERE shift_id = {shift}",
        ("M1",),
    ),
]


@pytest.fixture
def a_day(shop: Any) -> dict[str, int]:
    """A little of everything: issued, held back, paid, given back, handed over; its keys."""
    part = shelf.a_part(shop, (9, "33.33", 9))
    asked = shelf.a_requisition(shop, (part, 4))
    shelf.issue(shop, asked, 2)
    shelf.issue(shop, asked, 1)
    by = till.at_the_till(shop)
    bill = till.a_bill(shop)
    payment = till.pay(by, bill, "684.00")
    till.sign(
        shop.front_desk_supervisor,
        refund_payment(by, bill, payment=payment, amount=Decimal("84.00"), why="多收"),
    )
    shift = CashierShift.objects.get()
    close_shift(by, shift, counted=[Counted(Means.CASH, Decimal("1100.00"))])
    [line] = shelf.lines_of(asked)
    slip = asked.slips.first()
    return {
        "lot": line.movements.first().lot_id,
        "issue": slip.movements.get().pk,
        "line": line.pk,
        "held": line.reservation.pk,
        "asked": asked.pk,
        "slip": slip.pk,
        "bill": bill.pk,
        "payment": payment.pk,
        "refund": payment.refunds.get().pk,
        "shift": shift.pk,
    }


def found(shop: Any) -> set[str]:
    return {each.code for each in violations([shop.store]) if each.code != "H1"}


def test_twenty_of_them(shop):
    assert len(CORRUPTIONS) == 20


def test_an_honest_day_is_clean(shop, a_day):
    assert found(shop) == set()


@pytest.mark.parametrize("hand", CORRUPTIONS, ids=lambda hand: hand.what)
def test_a_hand_in_the_database_is_refused_by_it_or_found(shop, a_day, hand):
    """What a constraint does not refuse, the command names."""
    try:
        with transaction.atomic(), writing(), connection.cursor() as cursor:
            cursor.execute(hand.sql.format(**a_day))
            assert cursor.rowcount == 1
    except IntegrityError:
        return
    assert found(shop) & set(hand.codes)
