"""A trial ends with what taking the ledger in would bring."""

from tests.support.saying_no import refused
from zhangdian.people.customers.imports.actions import finish_trial, try_import
from zhangdian.people.customers.tests.arrange import VIN, again

GOOD = ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"]
COUNTS = {"chunks": 1, "good": 3, "bad": 1, "added": 2, "changed": 1, "unchanged": 0}


def test_the_rows_are_those_that_pass_and_those_that_go_back(shop, bring, ledger):
    run = bring.open(ledger([GOOD]))
    try_import(shop.service_manager, run)
    shop.later(minutes=2)
    finish_trial(shop.clock, run, **COUNTS)
    tried = again(run)
    assert (tried.state, tried.rows, tried.good, tried.bad, tried.added) == ("tried", 4, 3, 1, 2)
    assert tried.ended_at == shop.now


def test_nobody_says_for_the_clock_that_it_has_looked(shop, bring, ledger):
    run = bring.open(ledger([GOOD]))
    try_import(shop.service_manager, run)
    with refused("系统来做"):
        finish_trial(shop.service_manager, run, **COUNTS)


def test_what_was_not_begun_does_not_end(shop, bring, ledger):
    with refused("试导入完成要在"):
        finish_trial(shop.clock, bring.open(ledger([GOOD])), **COUNTS)
