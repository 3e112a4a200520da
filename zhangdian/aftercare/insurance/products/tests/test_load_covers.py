"""Covers come in from the house's examples."""

from dataclasses import replace
from datetime import date

import pytest

from zhangdian.aftercare.insurance import house_files
from zhangdian.aftercare.insurance.models import Cover, Line
from zhangdian.aftercare.insurance.products import ledgers
from zhangdian.aftercare.insurance.products.actions import load_covers


@pytest.mark.duty("NBI-03")
def test_the_library_has_compulsory_main_riders_historic_and_non_motor_apart(shop):
    lines = set(Cover.objects.values_list("line", flat=True))
    assert lines == set(Line.values)
    assert Cover.objects.filter(line=Line.RIDER, product__in=("ANY", "ICE")).count() == 11


def test_covers_of_before_the_reform_are_never_sold_again(shop):
    theft = Cover.objects.get(code="THEFT")
    assert not theft.sold_on(date(2019, 1, 1))
    assert not theft.sold_on(shop.today)
    assert Cover.objects.get(code="BODY_SCRATCH").sold_on(shop.today)


def test_engine_water_is_no_rider_of_the_new_energy_product(shop):
    assert list(Cover.objects.filter(code="NO_ENGINE_WATER").values_list("product", flat=True)) == ["ICE"]


def test_what_is_there_is_left_as_it_is(shop):
    before = Cover.objects.count()
    first = replace(ledgers.house_covers()[0], name="别的名字")
    load_covers(shop.fi_manager, rows=[first])
    assert Cover.objects.count() == before
    assert Cover.objects.get(code=first.code).name != "别的名字"


def test_every_rider_needs_a_cover_of_the_list(shop):
    known = set(Cover.objects.values_list("code", flat=True))
    for each in Cover.objects.filter(line=Line.RIDER):
        assert each.needed, each.code
        assert known.issuperset(each.needed), each.code


def test_a_sum_that_is_no_number_is_refused_with_its_row():
    row = {**house_files.lines_of("covers")[0], "steps": "50000;五万"}
    with pytest.raises(ValueError, match="可选档“50000;五万”要写数字"):
        ledgers.COVERS.rows([row])
