"""The catalogue, loaded once and again."""

from dataclasses import replace
from decimal import Decimal

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.resources.parts.actions import CatalogueRow, load_catalogue
from zhangdian.resources.parts.models import Part, PartPrice, StockCard
from zhangdian.resources.parts.queries import parts_matching
from zhangdian.resources.parts.tests.arranging import SINCE

ROW = CatalogueRow(
    "W9999-A 01.0", "空气滤芯", "个", "保养件", "A", "", 5, 3, 0, "", "M01,M02", "", "W9999-A020",
    Decimal("88"), Decimal("52"), Decimal("72.16"), "A-01-1-4", 25, 90, 72,
)  # fmt: skip
SUCCESSOR = replace(ROW, part_no="W9999-A020", superseded_by="")


def test_a_number_keeps_its_form_and_is_found_by_any_other(shop):
    load_catalogue(shop.clock, rows=[ROW, SUCCESSOR], since=SINCE)
    part = Part.objects.get(part_no="W9999-A 01.0")
    assert part.superseded_by.part_no == "W9999-A020"
    for typed in ("w9999a01", "W9999-A01", "W9999 A 01"):
        assert part in parts_matching(shop.storekeeper, typed)
    assert part in parts_matching(shop.storekeeper, "kqlx")


def test_the_same_file_twice_changes_nothing(shop):
    load_catalogue(shop.clock, rows=[ROW, SUCCESSOR], since=SINCE)
    before = Part.objects.count(), PartPrice.objects.count(), StockCard.objects.count()
    load_catalogue(shop.clock, rows=[replace(ROW, name="改了名"), SUCCESSOR], since=SINCE)
    assert (Part.objects.count(), PartPrice.objects.count(), StockCard.objects.count()) == before
    assert not Part.objects.filter(name="改了名").exists()


def test_another_store_gets_cards_of_its_own_for_the_same_parts(shop):
    load_catalogue(shop.clock, rows=[ROW], since=SINCE)
    other = Context(shop.other_store.pk, kind=ActorKind.CLOCK)
    load_catalogue(other, rows=[replace(ROW, bin="Z-9")], since=SINCE)
    part = Part.objects.get(part_no=ROW.part_no)
    assert {card.bin for card in StockCard.objects.filter(part=part)} == {"A-01-1-4", "Z-9"}
