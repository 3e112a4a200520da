"""The labour catalogue: what the store does, for how many hours, at which price, from a day on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.frontline.service.cataloguing.actions import OperationRow, load_operations
from zhangdian.frontline.service.models import LabourOperation

NEW_YEAR = date(2027, 1, 1)
ROW = OperationRow(
    code="T901",
    name="更换机油",
    category="保养",
    skill="机电",
    book_hours=Decimal("0.5"),
    rate_kind=LabourOperation.RateKind.MECHANICAL,
    price=Decimal("80.00"),
    energies="ALL",
)


def test_an_operation_is_found_by_its_initials_and_fits_every_car(shop):
    load_operations(shop.technical_director, rows=[ROW], since=NEW_YEAR)
    kept = LabourOperation.objects.get(code="T901")
    assert (kept.initials, kept.energies, kept.price, kept.since) == ("ghjy", "", Decimal(80), NEW_YEAR)


def test_a_new_price_leaves_the_old_one_for_what_was_sold_before(shop):
    load_operations(shop.technical_director, rows=[ROW], since=NEW_YEAR)
    later = NEW_YEAR + timedelta(days=31)
    load_operations(shop.technical_director, rows=[replace(ROW, price=Decimal(90))], since=later)
    prices = LabourOperation.objects.filter(code="T901").order_by("since").values_list("price", flat=True)
    assert list(prices) == [80, 90]


def test_one_day_holds_one_price(shop):
    load_operations(shop.technical_director, rows=[ROW], since=NEW_YEAR)
    with refused("T901", "换一个生效日"):
        load_operations(shop.technical_director, rows=[ROW], since=NEW_YEAR)
    assert LabourOperation.objects.filter(code="T901").count() == 1


@pytest.mark.parametrize("post", ["service_advisor", "storekeeper", "cashier"])
def test_who_sells_hours_does_not_set_them(shop, post):
    with refused("技术总监"):
        load_operations(getattr(shop, post), rows=[ROW], since=NEW_YEAR)
