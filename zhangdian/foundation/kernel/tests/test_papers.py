"""Papers: frozen as the customer saw them; a later change is a new version; a changed byte is found."""

import gzip
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import FrozenPage, Paper
from zhangdian.foundation.kernel.tests.arranging import a_card, an_action
from zhangdian.resources.parts.models import StockCard


@an_action()
def move(ctx: Act, card: StockCard, *, bin: str) -> None:
    """Changes what the paper showed."""
    card.bin = bin


def test_the_page_stays_as_it_was_signed_whatever_happens_to_the_record(shop, kind, freeze):
    card = a_card(shop)
    move(shop.guide, card, bin="A-1")
    page = papers.render(shop.guide, kind, StockCard.objects.get(pk=card.pk))
    freeze(shop.guide, card, page=page)
    move(shop.guide, card, bin="B-2")
    assert papers.body_of(Paper.objects.get()) == "<p>货位 A-1</p>"


def test_a_later_paper_of_the_same_record_is_the_next_version_under_the_same_number(shop, kind, freeze):
    card = a_card(shop)
    for bin in ("A-1", "A-2"):
        move(shop.guide, card, bin=bin)
        freeze(shop.guide, card, page=papers.render(shop.guide, kind, StockCard.objects.get(pk=card.pk)))
    assert list(Paper.objects.values_list("number", "revision")) == [
        ("XX261123-0001", 1),
        ("XX261123-0001", 2),
    ]


def test_the_same_page_is_kept_once(shop, kind):
    card, before = a_card(shop), FrozenPage.objects.count()
    assert papers.render(shop.guide, kind, card) == papers.render(shop.guide, kind, card)
    assert FrozenPage.objects.count() == before + 1


@pytest.mark.only_on("sqlite")
def test_whose_page_finds_no_place_to_be_written_is_told_to_press_again(own_shop, kind):
    """SQLite has one place to write; who came in vain reads a sentence, as in an act."""
    card = StockCard.objects.filter(store=own_shop.store_id).earliest("pk")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused("同一时间办理的人太多"):
            papers.render(own_shop.guide, kind, card)
        other.execute("ROLLBACK")
    assert papers.render(own_shop.guide, kind, card)


def test_what_was_not_drawn_before_cannot_be_signed(shop, freeze):
    with refused("还没有生成"):
        freeze(shop.guide, a_card(shop), page="0" * 64)


def test_a_changed_byte_is_found(shop, kind, freeze):
    card = a_card(shop)
    freeze(shop.guide, card, page=papers.render(shop.guide, kind, card))
    FrozenPage.objects.filter(pk=Paper.objects.get().page_id).update(body=gzip.compress(b"<p>other</p>"))
    with refused("与签字时不一致"):
        papers.body_of(Paper.objects.get())
