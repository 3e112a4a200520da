"""A new edition holds from its day on and leaves the one before."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries, rating
from zhangdian.aftercare.insurance.models import RateTable
from zhangdian.aftercare.insurance.rating import RateLine, TableKind
from zhangdian.aftercare.insurance.tables.actions import enter_table
from zhangdian.aftercare.insurance.tests.arranging import insurer

LINE = RateLine("ALL", "附加费用率", value=Decimal("0.20"))


def loading_on(shop, day, code="AH"):
    tables = rating.in_force(queries.editions_on(shop.fi_manager, day), code, "江苏", day)
    return tables.get(TableKind.LOADING).lines[0].value


@pytest.mark.duty("NBI-03")
def test_it_holds_from_its_day_on(shop):
    begins = shop.today + timedelta(days=5)
    enter_table(shop.fi_manager, kind=TableKind.LOADING, edition="2027-1", lines=[LINE], since=begins)
    assert loading_on(shop, begins - timedelta(days=1)) == Decimal("0.25")
    assert loading_on(shop, begins) == Decimal("0.20")


def test_an_insurer_s_own_goes_before_the_common_one(shop):
    enter_table(
        shop.fi_manager, kind=TableKind.LOADING, edition="安禾 1", lines=[LINE], insurer=insurer("AH")
    )
    assert (loading_on(shop, shop.today, "AH"), loading_on(shop, shop.today, "ZA")) == (
        Decimal("0.20"),
        Decimal("0.25"),
    )


def test_a_day_has_one_edition(shop):
    given = {"kind": TableKind.LOADING, "lines": [LINE]}
    enter_table(shop.fi_manager, edition="一", **given)
    with refused("已有一版"):
        enter_table(shop.fi_manager, edition="二", **given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"edition": " "}, "请写版本"),
        ({"lines": []}, "至少要有一行"),
        ({"lines": [RateLine("ALL", "附加费用率")]}, "没有数"),
        ({"lines": [RateLine(" ", value=Decimal(1))]}, "第 1 行缺代码"),
        ({"kind": TableKind.VVT}, "请填地区"),
        ({"lines": [RateLine("ALL", low=Decimal(2), high=Decimal(1))]}, "上限低于下限"),
    ],
)
def test_what_says_nothing_is_refused(shop, given, words):
    usual = {"kind": TableKind.LOADING, "edition": "2027-1", "lines": [LINE]}
    with refused(words):
        enter_table(shop.fi_manager, **{**usual, **given})
    assert not RateTable.objects.filter(edition="2027-1").exists()


def test_the_next_edition_begins_with_the_rows_of_the_last(shop):
    enter_table(shop.fi_manager, kind=TableKind.LOADING, edition="一", lines=[LINE], since=date(2026, 1, 1))
    assert queries.last_lines(shop.fi_manager, "loading", None, "") == [LINE]
    assert queries.last_lines(shop.fi_manager, "loading", "x", "") == []
