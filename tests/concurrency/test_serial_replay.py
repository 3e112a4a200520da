"""What many clients did at once equals the same acts one after the other, in the order of the records (R4b).

The order comes from what was written: of two acts on one part, or on one bill, the one that wrote first was
first. If no order of all acts fits all parts and bills, they were not done one after the other at all.
"""

import itertools
import os
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Any

import pytest
from django.db import IntegrityError, connection

from tests.support.copies import another_copy, at_once, raised, standing_on, timed
from tests.support.day import a_seed
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import opened
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier.models import Means, Payment, Receivable
from zhangdian.resources.cashier.tests.arranging import a_bill, at_the_till
from zhangdian.resources.parts import actions
from zhangdian.resources.parts import stock as shelf
from zhangdian.resources.parts.models import Lot, Movement, RequisitionLine, Reservation
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue, supplier

LONG_ACTS = int(os.environ.get("ZD_ACTS", "20000"))
Deed = Callable[[], Any]
ONE_OF = {Movement: "lot__part", Payment: "receivable"}
"""What two acts of this kind cannot touch at once."""


@dataclass
class Market:
    """Parts of which there is too little, bills that may be paid to the last fen, and who is at them."""

    shop: Shop
    chance: random.Random
    parts: int
    bills: int

    def __post_init__(self) -> None:
        shop = self.shop
        lots = [(6, "20.01", 30), (5, "22.50", 9)]
        self.shelf = [a_part(shop, *lots) for _ in range(self.parts)]
        self.owed = [a_bill(shop, "300.00") for _ in range(self.bills)]
        self.tills = [at_the_till(shop), at_the_till(shop, shop.second_cashier)]

    def deeds(self, clients: int, each: int) -> list[list[Deed]]:
        return [[self.deed() for _ in range(each)] for _ in range(clients)]

    def deed(self) -> Deed:
        roll = self.chance.random()
        if roll < 0.4:
            return self.issue()
        return self.receive() if roll < 0.65 else self.pay()

    def issue(self) -> Deed:
        """One to three parts of a requisition that has been waiting."""
        chosen = self.chance.sample(self.shelf, self.chance.randint(1, min(3, self.parts)))
        wanted = [(part, self.chance.randint(1, 3)) for part in chosen]
        asked, quantities = a_requisition(self.shop, *wanted), [quantity for _, quantity in wanted]
        return lambda: issue(self.shop, asked, *quantities)

    def receive(self) -> Deed:
        chosen = self.chance.sample(self.shelf, self.chance.randint(1, min(2, self.parts)))
        lines = [
            actions.ReceivedLine(
                part.pk, self.chance.randint(1, 3), Decimal(self.chance.randint(1, 9999)) / 100
            )
            for part in chosen
        ]
        return lambda: actions.receive_parts(
            self.shop.storekeeper, supplier=supplier(), delivery_note="SH", lines=lines
        )

    def pay(self) -> Deed:
        bill, till = self.chance.choice(self.owed), self.chance.choice(self.tills)
        amount = Decimal(self.chance.randint(1, 6000)) / 100
        number = f"Z{self.chance.randrange(10**12)}"
        return lambda: cashier.take_payment(
            till, Receivable.objects.get(pk=bill.pk), means=Means.SCAN, amount=amount, trade_no=number
        )

    def picture(self) -> dict[str, Any]:
        """Everything that the order of acts decides; not the keys and numbers that whoever came next drew."""
        seen: dict[str, Any] = {}
        for part in self.shelf:
            lots = Lot.objects.filter(part=part).order_by("received_on", "pk")
            moves = Movement.objects.filter(lot__part=part).order_by("pk")
            seen[f"lots of {part.part_no}"] = [
                (lot.received, lot.on_hand, opened(lot.value_received), opened(lot.value_left))
                for lot in lots
            ]
            seen[f"moves of {part.part_no}"] = [(m.kind, m.quantity, opened(m.value)) for m in moves]
            held = Reservation.objects.filter(card__part=part, quantity__gt=0)
            seen[f"held of {part.part_no}"] = sorted(held.values_list("requisition_line_id", "quantity"))
            lines = RequisitionLine.objects.filter(part=part).order_by("pk")
            seen[f"lines of {part.part_no}"] = list(lines.values_list("pk", "issued"))
        for bill in Receivable.objects.filter(pk__in=[each.pk for each in self.owed]).order_by("pk"):
            paid = Payment.objects.filter(receivable=bill).order_by("pk").values_list("amount", "trade_no")
            seen[f"bill {bill.pk}"] = bill.state, bill.paid, list(paid)
        return seen


def done(deed: Deed) -> int | None:
    """The entry of an act that went through; a refusal leaves nothing."""
    try:
        return int(deed().entry.pk)
    except Refusal:
        return None


def all_at_once(work: list[list[Deed]]) -> dict[int, Deed]:
    """Every client his deeds, one after the other; entry → what was done."""
    answers = at_once(*(lambda mine=mine: [(done(deed), deed) for deed in mine] for mine in work))
    if errors := raised(answers):
        raise errors[0]
    return {entry: deed for entry, deed in itertools.chain(*answers) if entry is not None}


def serial_order(entries: set[int]) -> list[int]:
    """An order of the acts in which every part and every bill saw them."""
    graph: dict[int, set[int]] = {entry: set() for entry in entries}
    for model, thing in ONE_OF.items():
        last: dict[int, int] = {}
        rows = model._base_manager.filter(entry__in=entries).order_by("pk")
        for entry, touched in rows.values_list("entry", thing):
            if touched in last and last[touched] != entry:
                graph[entry].add(last[touched])
            last[touched] = entry
    return list(TopologicalSorter(graph).static_order())


def what_differs(market: Market, clients: int, each: int) -> list[str]:
    """The race, then the same acts in its own order on the database as it was before."""
    work = market.deeds(clients, each)
    with another_copy() as replayed:
        with timed(f"{clients} clients, {clients * each} acts at once on {connection.vendor}"):
            did = all_at_once(work)
        wrong = [str(each) for each in violations([market.shop.store])]
        raced = market.picture()
        try:
            order = serial_order(set(did))
        except CycleError as cycle:
            return [*wrong, f"in no order at all: {cycle.args[1]}"]
        with standing_on(replayed), timed(f"{len(order)} acts one after the other"):
            refused = [entry for entry in order if done(did[entry]) is None]
            alone = market.picture()
    wrong += [f"refused when alone: {entry}" for entry in refused]
    return wrong + [
        f"{thing}: at once {raced[thing]}, alone {alone[thing]}"
        for thing in raced
        if raced[thing] != alone[thing]
    ]


def test_what_eight_clients_did_at_once_equals_one_after_the_other(own_shop):
    market = Market(own_shop, random.Random(a_seed()), parts=4, bills=3)
    assert what_differs(market, clients=8, each=10) == []
    assert Movement.objects.filter(kind="issue").exists()


@pytest.mark.long
def test_what_sixteen_clients_did_at_once_equals_one_after_the_other(own_shop):
    market = Market(own_shop, random.Random(a_seed()), parts=50, bills=20)
    assert what_differs(market, clients=16, each=LONG_ACTS // 16) == []


def test_without_locks_it_equals_nothing(own_shop, unguarded, linger):
    """The negative control."""
    linger(shelf, "lots_to_take_from", 0.02)
    market = Market(own_shop, random.Random(7), parts=2, bills=1)
    with suppress(IntegrityError):  # where two took one piece, the lot's own constraint was all that was left
        assert what_differs(market, clients=8, each=6)
