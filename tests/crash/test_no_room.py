"""A full disk or a database that is only read: acts are refused in words, nothing is half done (R1d)."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from tests.support.copies import checksums
from tests.support.crashing import what_is_wrong
from tests.support.saying_no import refused
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier.models import Means
from zhangdian.resources.cashier.tests import arranging as till
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import CounterSale
from zhangdian.resources.parts.tests import arranging as shelf


def told(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


def read_only(switch: str) -> None:
    of = {"sqlite": "PRAGMA query_only =", "postgresql": "SET default_transaction_read_only ="}
    told(f"{of[connection.vendor]} {switch}")


def test_a_database_that_is_only_read_refuses_and_takes_again_when_it_is_opened(own_shop):
    cashier_, bill = till.at_the_till(own_shop), till.a_bill(own_shop)
    before = checksums()
    read_only("on")
    with refused("写不进去", "什么都没有改"):
        cashier.take_payment(cashier_, bill, means=Means.CASH, amount=Decimal("1.00"), token="t")
    read_only("off")
    assert checksums() == before
    cashier.take_payment(cashier_, bill, means=Means.CASH, amount=Decimal("1.00"), token="t")
    assert what_is_wrong() == []


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("pages", range(8))
def test_at_each_point_at_which_the_disk_may_be_full_nothing_is_half_done(own_shop, pages):
    """So many pages are left; sales fill them, the one for which there is no room is refused whole."""
    part = shelf.a_part(own_shop, (900, "20", 30))
    [(count,), (most,)] = told("PRAGMA page_count"), told("PRAGMA max_page_count")
    sold = 0

    def sell() -> None:
        nonlocal sold
        parts.sell_over_counter(
            own_shop.storekeeper,
            lines=[parts.SaleLine(part.pk, 1)],
            buyer="邹雪梅" * 10,
            channel=CounterSale.Channel.COUNTER,
        )
        sold += 1

    told(f"PRAGMA max_page_count={count + pages}")
    with refused("写不进去"):
        for _ in range(200):
            sell()
    assert CounterSale.objects.count() == sold
    told(f"PRAGMA max_page_count={most}")
    assert what_is_wrong() == []
    sell()
    assert what_is_wrong() == []
