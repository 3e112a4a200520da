"""An import is undone when the last chunk has gone."""

from tests.support.saying_no import refused
from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.imports.actions import finish_undo, undo_import
from zhangdian.people.customers.models import ImportChunk
from zhangdian.people.customers.tests.arrange import VIN, again

GOOD = ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"]


def test_it_ends_undone_and_keeps_no_rows_of_the_ledger(shop, bring, ledger):
    run = bring(ledger([GOOD]))
    undo_import(shop.service_manager, run, reason="传错了文件")
    shop.later(minutes=1)
    undone = jobs.go_on(run)
    assert (undone.state, undone.kept, undone.ended_at) == ("undone", 0, shop.now)
    assert not ImportChunk.objects.filter(run=run).exists()


def test_while_a_chunk_still_stands_it_is_not_undone(shop, bring, ledger):
    run = bring(ledger([GOOD]))
    undo_import(shop.service_manager, run, reason="传错了文件")
    with refused("还有 1 批没有撤销"):
        finish_undo(shop.clock, run)
    assert again(run).state == "undoing"
