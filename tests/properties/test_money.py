"""Money against a plain model: what came in less what went back is what the bills say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tests.properties.histories import LONG, SHORT, History
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.models import Request
from zhangdian.resources.cashier import actions, queries
from zhangdian.resources.cashier.models import CashierShift, Means, Receivable
from zhangdian.resources.cashier.tests import arranging

FEN = st.integers(1, 500_000)


@dataclass
class PlainBill:
    """Fen owed, paid and given back."""

    bill: Any
    owed: int
    paid: int = 0

    @property
    def open(self) -> int:
        return self.owed - self.paid


@dataclass
class PlainPayment:
    payment: Any
    bill: PlainBill
    left: int
    means: Means


def yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


class Till(History):
    """One till and its bills, paid and given back in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.till = arranging.at_the_till(self.shop)
        self.bills: list[PlainBill] = []
        self.payments: list[PlainPayment] = []
        self.drawer: dict[Means, int] = dict.fromkeys(Means, 0)

    @rule(fen=FEN)
    def owe(self, fen: int) -> None:
        self.bills.append(PlainBill(arranging.a_bill(self.shop, str(yuan(fen))), fen))

    @precondition(lambda self: self.bills)
    @rule(which=st.integers(0, 99), fen=FEN, means=st.sampled_from(Means), number=st.uuids())
    def pay(self, which: int, fen: int, means: Means, number: Any) -> None:
        plain = self.bills[which % len(self.bills)]
        trade_no = "" if means is Means.CASH else str(number)
        if not plain.open or fen > plain.open:
            with refused(""):
                arranging.pay(self.till, plain.bill, str(yuan(fen)), means, trade_no=trade_no)
            fen = plain.open
        if fen:
            payment = arranging.pay(self.till, plain.bill, str(yuan(fen)), means, trade_no=trade_no)
            plain.paid += fen
            self.drawer[means] += fen
            self.payments.append(PlainPayment(payment, plain, fen, means))

    @precondition(lambda self: any(each.left for each in self.payments))
    @rule(which=st.integers(0, 99), fen=FEN, lowers=st.booleans())
    def give_back(self, which: int, fen: int, lowers: bool) -> None:
        paid = [each for each in self.payments if each.left]
        each = paid[which % len(paid)]
        fen = min(fen, each.left)
        done = actions.refund_payment(
            self.till,
            each.bill.bill,
            payment=each.payment,
            amount=yuan(fen),
            why="多收",
            lowers_bill=lowers,
        )
        while (request := Request.objects.get(pk=done.subject.pk)).needed:
            arranging.sign(self.shop.in_role(request.needed.split()[0]), done)
        each.left -= fen
        each.bill.paid -= fen
        each.bill.owed -= fen if lowers else 0
        self.drawer[each.means] -= fen

    @invariant()
    def every_bill_owes_what_the_plain_model_says(self) -> None:
        for plain in self.bills:
            bill = Receivable.objects.get(pk=plain.bill.pk)
            assert bill.balance == yuan(plain.open)
            assert arranging.waits(bill) == bool(plain.open)

    @invariant()
    def the_drawer_holds_what_the_plain_model_says(self) -> None:
        shift = CashierShift.objects.get()
        expected = queries.expected_in_drawer(self.till, shift)
        float_fen = {Means.CASH: 50_000}
        assert expected == {means: yuan(fen + float_fen.get(means, 0)) for means, fen in self.drawer.items()}

    def teardown(self) -> None:
        try:
            shift = CashierShift.objects.get()
            expected = queries.expected_in_drawer(self.till, shift)
            counted = [actions.Counted(means, amount) for means, amount in expected.items()]
            actions.close_shift(self.till, shift, counted=counted)
            assert [str(each) for each in violations([self.shop.store]) if each.code != "H1"] == []
        finally:
            super().teardown()


def test_in_any_history_no_fen_is_lost(shop):
    run_state_machine_as_test(type("Till", (Till,), {"shop": shop}), settings=SHORT)


@pytest.mark.long
def test_in_any_long_history_no_fen_is_lost(shop):
    run_state_machine_as_test(type("Till", (Till,), {"shop": shop}), settings=LONG)
