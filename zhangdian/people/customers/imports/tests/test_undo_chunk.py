"""One chunk of an import taken back: what it brought is void, what it changed is as it was."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.customers.imports.actions import undo_chunk, undo_import
from zhangdian.people.customers.models import ImportOutcome, Vehicle
from zhangdian.people.customers.tests.arrange import VIN, again, vin

ROWS = [
    ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"],
    ["宁Z62967", vin(2), "廖守成", "16110000001", "", "", "", ""],
]


@pytest.fixture
def run(shop, bring, ledger, monkeypatch):
    """Two chunks are in, and the import is being undone."""
    monkeypatch.setattr("zhangdian.people.customers.imports.jobs.CHUNK", 1)
    taken = bring(ledger(ROWS))
    undo_import(shop.service_manager, taken, reason="传错了文件")
    return taken


def plates(shop):
    return set(Vehicle.objects.of(shop.guide).standing().values_list("plate", flat=True))


def test_only_what_this_chunk_brought_goes(shop, run):
    undo_chunk(shop.clock, run, number=2)
    assert plates(shop) == {"宁Z62966"}
    assert again(run).chunks_done == 1
    assert ImportOutcome.objects.get(run=run, number=2).undone_at == shop.now


def test_a_chunk_is_undone_once(shop, run):
    undo_chunk(shop.clock, run, number=2)
    with refused("第 2 批已经撤销"):
        undo_chunk(shop.clock, run, number=2)
    assert again(run).chunks_done == 1
