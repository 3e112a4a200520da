"""The house ships examples of what is asked, marked as such; what the store has is left alone."""

from dataclasses import replace

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers import ledgers
from zhangdian.aftercare.insurance.dossiers.actions import load_document_needs
from zhangdian.aftercare.insurance.models import DocumentNeed


def test_every_row_is_marked_as_an_example_that_nobody_has_checked(shop):
    assert DocumentNeed.objects.count() == len(ledgers.house_needs())
    assert not DocumentNeed.objects.filter(example=False).exists()


def test_what_is_there_is_not_loaded_twice(shop):
    with refused("门店都有了"):
        load_document_needs(shop.fi_manager, rows=ledgers.house_needs())


def test_a_paper_that_is_new_comes_beside_those_that_are_there(shop):
    [first, *rest] = ledgers.house_needs()
    load_document_needs(shop.fi_manager, rows=[replace(first, name="验车照片"), *rest])
    assert DocumentNeed.objects.count() == len(rest) + 2
