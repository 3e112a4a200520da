"""Tables of rates come in as a list."""

from dataclasses import replace

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import RateRow, RateTable
from zhangdian.aftercare.insurance.rating import TableKind
from zhangdian.aftercare.insurance.tables import ledgers
from zhangdian.aftercare.insurance.tables.actions import load_tables


@pytest.mark.duty("NBI-03")
def test_the_house_brings_every_table_and_marks_its_examples(shop):
    kinds = set(RateTable.objects.of(shop.fi_manager).values_list("kind", flat=True))
    assert kinds == set(TableKind.values)
    examples = set(RateTable.objects.filter(example=True).values_list("kind", flat=True))
    assert {"vvt", "vci_pure", "loading", "depreciation", "tci_drink"} <= examples
    assert not examples & {"tci_base", "tci_float", "ncd"}


def test_an_edition_that_is_there_is_left_as_it_is(shop):
    before = RateRow.objects.count()
    load_tables(shop.fi_manager, rows=ledgers.house_tables())
    assert RateRow.objects.count() == before


def test_a_table_of_an_insurer_names_one_that_is_known(shop):
    row = replace(ledgers.house_tables()[0], insurer="NN")
    with refused("没有简码是 NN"):
        load_tables(shop.fi_manager, rows=[row])


def test_a_table_of_an_insurer_is_its_own(shop):
    row = replace(ledgers.house_tables()[0], insurer="AH")
    load_tables(shop.fi_manager, rows=[row])
    assert RateTable.objects.get(kind=row.kind, insurer__code="AH").rows.count() == 1
