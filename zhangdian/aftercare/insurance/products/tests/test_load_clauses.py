"""Clauses in plain words come in by edition."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Clause, Cover
from zhangdian.aftercare.insurance.products import ledgers
from zhangdian.aftercare.insurance.products.actions import load_clauses


@pytest.mark.duty("NBI-03", "RNW-25")
def test_every_cover_that_is_sold_is_explained(shop):
    """None could be confirmed, and so none entered, without its words."""
    explained = set(Clause.objects.values_list("cover__code", "cover__product"))
    sold = Cover.objects.exclude(line="OLD").values_list("code", "product")
    assert set(sold) - explained == set()


def test_the_same_edition_again_changes_nothing(shop):
    before = Clause.objects.count()
    load_clauses(shop.fi_manager, rows=ledgers.house_clauses())
    assert Clause.objects.count() == before


def test_a_later_edition_stands_beside_the_first(shop):
    row = replace(ledgers.house_clauses()[0], since=date(2027, 1, 1))
    load_clauses(shop.fi_manager, rows=[row])
    assert Clause.objects.filter(cover__code=row.code).count() == 2


def test_a_clause_is_of_a_cover_that_is_there(shop):
    with refused("没有险种 XYZ"):
        load_clauses(shop.fi_manager, rows=[replace(ledgers.house_clauses()[0], code="XYZ")])
