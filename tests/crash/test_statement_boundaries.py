"""Killed before any of its statements, an act is wholly done or was never begun (reliability R1a)."""

from collections.abc import Callable
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from tests.support.copies import timed
from tests.support.crashing import Deed, crash_everywhere, what_is_wrong
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Entry
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.people.customers.imports import actions as imports
from zhangdian.people.customers.imports.tests import ledgers
from zhangdian.people.customers.models import ImportChunk
from zhangdian.people.customers.tests import arrange
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier.models import CashDay, CashierShift, Means
from zhangdian.resources.cashier.tests import arranging as till
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import CounterSale, Supplier
from zhangdian.resources.parts.tests import arranging as shelf

PRESS = "one-press"


def issuing_parts(shop: Shop) -> Deed:
    """Two parts from three lots, for a car that waits for them."""
    oil, filter_ = shelf.a_part(shop, (3, "20", 30), (9, "22", 9)), shelf.a_part(shop, (5, "7.5", 9))
    asked = shelf.a_requisition(shop, (oil, 5), (filter_, 1))
    sheet = shelf.sheet(shop, asked, 5, 1)
    return lambda: shelf.issue(shop, asked, 5, 1, sheet=sheet, token=PRESS)


def returning_parts(shop: Shop) -> Deed:
    part = shelf.a_part(shop, (3, "20", 30), (9, "22", 9))
    asked = shelf.a_requisition(shop, (part, 5))
    shelf.issue(shop, asked, 5)
    [line] = shelf.lines_of(asked)
    lines = [parts.ReturnLine(line.pk, 3)]
    return lambda: parts.return_parts(shop.storekeeper, asked, lines=lines, reason="多领", token=PRESS)


def receiving_parts(shop: Shop) -> Deed:
    """Goods in, which a car waits for."""
    part = shelf.a_part(shop)
    shelf.a_requisition(shop, (part, 2))
    supplier = Supplier.objects.filter(store=shop.store_id, approved=True).first()
    lines = [parts.ReceivedLine(part.pk, 4, Decimal("19.90"), failed=1, failed_because="破损")]
    return lambda: parts.receive_parts(
        shop.storekeeper, supplier=supplier, delivery_note="SH-1", lines=lines, token=PRESS
    )


def taking_a_payment(shop: Shop) -> Deed:
    cashier_, bill = till.at_the_till(shop), till.a_bill(shop)
    return lambda: cashier.take_payment(
        cashier_, bill, means=Means.SCAN, amount=Decimal("684.00"), trade_no="Z1", token=PRESS
    )


def signing_a_refund(shop: Shop) -> Deed:
    """The last signature, which pays the money back."""
    payment = till.pay(till.at_the_till(shop), till.a_bill(shop), "684.00", Means.SCAN)
    asked = cashier.refund_payment(
        shop.cashier, payment.receivable, payment=payment, amount=Decimal("50.00"), why="多收"
    )
    assert asked.waits_for_signature
    return lambda: sign_request(shop.front_desk_supervisor, asked.subject, token=PRESS)


def signing_the_statement(shop: Shop) -> Deed:
    """The customer's second sitting: papers frozen, old parts and things given back, receivable opened."""
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    shop.later(minutes=3)
    advisor, now = shop.service_advisor, visits.again(order)
    inputs = {
        "seen_revision": now.revision,
        "pages": visits.second_pages(advisor, now),
        "signature": visits.a_photo(advisor, "white"),
        "things": list(now.things.filter(given_back_at=None)),
    }
    return lambda: delivery.sign_statement(shop.service_advisor, now, token=PRESS, **inputs)


def closing_the_day(shop: Shop) -> Deed:
    cashier_ = till.at_the_till(shop)
    till.pay(cashier_, till.a_bill(shop, "100.00"), "100.00")
    counted = [cashier.Counted(Means.CASH, Decimal("600.00"))]
    cashier.close_shift(cashier_, CashierShift.objects.get(), counted=counted)
    day = CashDay.objects.get()
    return lambda: cashier.close_day(
        cashier_, day, deposited=Decimal(100), deposit_slip="中行 8812", token=PRESS
    )


def selling_over_the_counter(shop: Shop) -> Deed:
    part = shelf.a_part(shop, (3, "20", 30))
    lines = [parts.SaleLine(part.pk, 2)]
    return lambda: parts.sell_over_counter(
        shop.storekeeper, lines=lines, buyer="邹雪梅", channel=CounterSale.Channel.COUNTER, token=PRESS
    )


def taking_in_a_chunk(shop: Shop) -> Deed:
    """Twenty rows of a ledger in one act."""
    rows = [
        parts.CatalogueRow(
            f"CR-{number:04}", "试验件", "个", "试验", "C", "", 1, 3, 0, "", "ALL", "", "",
            Decimal(10), Decimal(6), Decimal(8), "Z-1", 0, 9, 1,
        )
        for number in range(20)
    ]  # fmt: skip
    return lambda: parts.load_catalogue(shop.clock, rows=rows, since=shelf.SINCE, token=PRESS)


def taking_in_a_ledger(shop: Shop) -> Deed:
    """A chunk of customers and cars, as the clock takes it in."""
    rows = [
        [f"宁Z{number:05}", arrange.vin(number), f"段{name}琴", f"1611000{number:04}", "M03", "", "8000", ""]
        for number, name in enumerate("一二三四五六七八", 1)
    ]
    run = ledgers.Way(shop).tried(ledgers.csv(rows))
    imports.start_import(shop.service_manager, run)
    chunk = ImportChunk.objects.get(run=run)
    return lambda: imports.take_chunk(shop.clock, run, number=chunk.number, digest=chunk.digest, token=PRESS)


DEEDS: list[Callable[[Shop], Deed]] = [
    issuing_parts,
    returning_parts,
    receiving_parts,
    taking_a_payment,
    signing_a_refund,
    signing_the_statement,
    closing_the_day,
    selling_over_the_counter,
    taking_in_a_chunk,
    taking_in_a_ledger,
]


def sweep(shop: Shop, arrange: Callable[[Shop], Deed]) -> None:
    deed = arrange(shop)
    assert what_is_wrong() == []
    with timed(f"{arrange.__name__} on {connection.vendor}"):
        found = crash_everywhere(deed)
    print(f"{arrange.__name__}: {found.statements} statements")  # noqa: T201 (a figure)
    assert found.half_done == []
    assert Entry.objects.filter(pk__in=_acts_named(PRESS)).count() == 1
    assert what_is_wrong() == []


def _acts_named(token: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM kernel_claim WHERE token LIKE %s", [f"%:{token}"])
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("arrange", DEEDS, ids=lambda deed: deed.__name__)
def test_killed_at_any_statement_nothing_is_half_done(own_shop, arrange):
    sweep(own_shop, arrange)


@pytest.mark.long
@pytest.mark.only_on("postgres")
@pytest.mark.parametrize("arrange", DEEDS, ids=lambda deed: deed.__name__)
def test_killed_at_any_statement_nothing_is_half_done_on_the_server(own_shop, arrange):
    sweep(own_shop, arrange)


@pytest.mark.only_on("sqlite")
def test_without_one_transaction_the_same_crashes_leave_half_an_act(own_shop, monkeypatch):
    """The negative control: the sweep sees what it is there to see."""
    deed = issuing_parts(own_shop)

    def no_transaction(*_: Any, **__: Any) -> Any:
        connection.ensure_connection()
        connection.connection.execute("PRAGMA foreign_keys=OFF")
        return nullcontext()

    monkeypatch.setattr("django.db.transaction.atomic", no_transaction)
    found = crash_everywhere(deed)
    assert found.half_done
    boundary, tables = found.half_done[0]
    assert boundary <= found.statements
    assert "kernel_claim" in tables
    assert "kernel_entry" not in tables
