"""An import is done when every chunk is in."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.imports.actions import finish_import, start_import
from zhangdian.people.customers.tests.arrange import VIN, again, vin

ROWS = [
    ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"],
    ["宁Z62967", vin(2), "廖守成", "16110000001", "", "", "", ""],
]


@pytest.fixture
def run(shop, bring, ledger, monkeypatch):
    """Two chunks, of which none is in yet."""
    monkeypatch.setattr("zhangdian.people.customers.imports.jobs.CHUNK", 1)
    tried = bring.tried(ledger(ROWS))
    start_import(shop.service_manager, tried)
    return tried


def test_a_chunk_that_is_not_in_is_missed(shop, run):
    jobs.run_imports(seconds=0)
    with refused("还有 1 批没有导入"):
        finish_import(shop.clock, run)
    assert again(run).state == "running"


def test_when_all_are_in_it_is_done_and_says_when(shop, run):
    shop.later(minutes=3)
    done = jobs.go_on(run)
    assert (done.state, done.chunks_done, done.added, done.ended_at) == ("done", 2, 2, shop.now)
