"""Stock against a plain first-in-first-out model: pieces, and their cost to the cent."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tests.properties.histories import LONG, SHORT, History
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.sight import opened
from zhangdian.resources.parts import actions
from zhangdian.resources.parts.models import Lot, Movement
from zhangdian.resources.parts.queries import on_hand
from zhangdian.resources.parts.tests import arranging


@dataclass
class PlainLot:
    """Pieces and fen."""

    pieces: int
    fen: int


@dataclass
class PlainLine:
    """What a line wants, got (lot, pieces, fen) and gave back."""

    requisition: Any
    open: int
    got: list[list[int]] = field(default_factory=list)


def share(fen: int, pieces: int, of: int) -> int:
    """The part of a value that belongs to some of its pieces, rounded half up; all pieces have it all."""
    return fen if pieces == of else (2 * fen * pieces + of) // (2 * of)


class Shelf(History):
    """One part, in and out and back, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.part = arranging.a_part(self.shop)
        self.lots: list[PlainLot] = []
        self.lines: list[PlainLine] = []

    @property
    def lying(self) -> int:
        return sum(lot.pieces for lot in self.lots)

    @rule(pieces=st.integers(1, 12), cost=st.integers(0, 9_999_999))
    def receive(self, pieces: int, cost: int) -> None:
        unit = Decimal(cost) / 10_000
        line = actions.ReceivedLine(self.part.pk, pieces, unit)
        actions.receive_parts(
            self.shop.storekeeper, supplier=arranging.supplier(), delivery_note="x", lines=[line]
        )
        self.lots.append(PlainLot(pieces, (2 * pieces * cost + 100) // 200))

    @rule(pieces=st.integers(1, 9))
    def request(self, pieces: int) -> None:
        self.lines.append(PlainLine(arranging.a_requisition(self.shop, (self.part, pieces)), pieces))

    @precondition(lambda self: any(line.open for line in self.lines))
    @rule(which=st.integers(0, 99), pieces=st.integers(1, 9))
    def issue(self, which: int, pieces: int) -> None:
        waiting = [line for line in self.lines if line.open]
        line = waiting[which % len(waiting)]
        pieces = min(pieces, line.open)
        # Those who asked earlier have first claim on what lies there.
        ahead = sum(other.open for other in waiting[: waiting.index(line)])
        behind = self.claims_behind(waiting, line)
        if pieces > max(0, self.lying - min(self.lying, ahead) - behind):
            with refused(""):
                arranging.issue(self.shop, line.requisition, pieces)
            return
        arranging.issue(self.shop, line.requisition, pieces)
        line.open -= pieces
        for number, lot in enumerate(self.lots):
            if here := min(lot.pieces, pieces):
                fen = share(lot.fen, here, lot.pieces)
                lot.pieces, lot.fen, pieces = lot.pieces - here, lot.fen - fen, pieces - here
                line.got.append([number, here, fen])

    def claims_behind(self, waiting: list[PlainLine], line: PlainLine) -> int:
        """Pieces already held back for those who asked later."""
        left = self.lying
        for each in waiting:
            held = min(left, each.open)
            left -= held
        ahead = sum(each.open for each in waiting[: waiting.index(line) + 1])
        after = sum(each.open for each in waiting[waiting.index(line) + 1 :])
        return min(after, max(0, self.lying - ahead))

    @precondition(lambda self: any(got[1] for line in self.lines for got in line.got))
    @rule(which=st.integers(0, 99), pieces=st.integers(1, 9))
    def bring_back(self, which: int, pieces: int) -> None:
        out = [line for line in self.lines if any(got[1] for got in line.got)]
        line = out[which % len(out)]
        kept = sum(got[1] for got in line.got)
        pieces = min(pieces, kept)
        row = actions.ReturnLine(arranging.lines_of(line.requisition)[0].pk, pieces)
        actions.return_parts(self.shop.storekeeper, line.requisition, lines=[row], reason="没用上")
        for got in reversed(line.got):
            if here := min(got[1], pieces):
                fen = share(got[2], here, got[1])
                self.lots[got[0]].pieces += here
                self.lots[got[0]].fen += fen
                got[1], got[2], pieces = got[1] - here, got[2] - fen, pieces - here

    @precondition(lambda self: self.lying)
    @rule(pieces=st.integers(1, 5))
    def lose(self, pieces: int) -> None:
        pieces = min(pieces, self.lying)
        done = actions.adjust_stock(
            self.shop.storekeeper,
            arranging.card_of(self.shop, self.part),
            difference=-pieces,
            reason="找不到",
        )
        arranging.sign(self.shop.parts_manager, done)
        if done.subject.needed:
            done.subject.refresh_from_db()
        if done.subject.needed:
            arranging.sign(self.shop.finance_manager, done)
        for lot in self.lots:
            if here := min(lot.pieces, pieces):
                fen = share(lot.fen, here, lot.pieces)
                lot.pieces, lot.fen, pieces = lot.pieces - here, lot.fen - fen, pieces - here

    @invariant()
    def the_shelf_is_as_in_the_plain_model(self) -> None:
        kept = [(lot.on_hand, opened(lot.value_left)) for lot in Lot.objects.filter(part=self.part)]
        assert kept == [(lot.pieces, Decimal(lot.fen) / 100) for lot in self.lots]
        assert on_hand(self.shop.clock, [self.part])[self.part.pk] == self.lying

    @invariant()
    def what_came_is_what_left_and_what_lies_here(self) -> None:
        moves = Movement.objects.filter(lot__part=self.part)
        came = sum(opened(move.value) for move in moves if move.kind == Movement.Kind.RECEIVE)
        left = -sum(opened(move.value) for move in moves if move.kind != Movement.Kind.RECEIVE)
        lies = sum(opened(lot.value_left) for lot in Lot.objects.filter(part=self.part))
        assert came == left + lies

    def teardown(self) -> None:
        try:
            assert [str(each) for each in violations([self.shop.store]) if each.code != "H1"] == []
        finally:
            super().teardown()


def test_any_history_costs_what_the_plain_model_says(shop):
    run_state_machine_as_test(type("Shelf", (Shelf,), {"shop": shop}), settings=SHORT)


@pytest.mark.long
def test_any_long_history_costs_what_the_plain_model_says(shop):
    run_state_machine_as_test(type("Shelf", (Shelf,), {"shop": shop}), settings=LONG)
