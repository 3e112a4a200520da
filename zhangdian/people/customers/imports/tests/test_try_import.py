"""A trial reads every row, says what would come of it, and writes nothing."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.imports import reports
from zhangdian.people.customers.imports.actions import try_import
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.customers.tests.arrange import VIN, vin

GOOD = ["宁Z62966", VIN, "段素琴", "16110000000", "T06", "2016-07-21", "186131", "2026-10-14"]


def test_nothing_is_written(shop, bring, ledger):
    run = bring.tried(ledger([GOOD]))
    assert (run.state, run.good, run.added) == ("tried", 1, 1)
    assert not Customer.objects.of(shop.guide).exists()
    assert not Vehicle.objects.of(shop.guide).exists()


def test_the_reasons_are_counted_without_the_values_and_the_first_row_is_told_with_them(shop, bring, ledger):
    bad = [[f"宁Z6296{n}", VIN[:-1], "段素琴", "", "", "", "", ""] for n in range(3)]
    run = bring.tried(ledger([GOOD, *bad]))
    assert (run.good, run.bad) == (1, 3)
    (reason,) = reports.by_reason(reports.refusals_of(shop.service_manager, run))
    assert reason[:2] == ("车架号：车架号…是 … 位", 3)
    assert reason[2].startswith(f"第 3 行：车架号“{VIN[:-1]}”")


def test_one_car_in_two_rows_is_seen_across_chunks(shop, bring, ledger, monkeypatch):
    monkeypatch.setattr("zhangdian.people.customers.imports.jobs.CHUNK", 1)
    stolen = [GOOD[0], vin(2), "廖守成", "16110000001", "", "", "", ""]
    run = bring.tried(ledger([GOOD, GOOD, stolen]))
    assert (run.good, run.added, run.unchanged, run.bad) == (2, 1, 1, 1)
    assert "已是车架号尾号 120001 的车" in bring.refusals(run)[4]


def test_without_a_column_that_tells_who_there_is_no_trial(shop, bring, ledger):
    run = bring.open(ledger([["白", "x"]], ["颜色", "备注"]))
    with pytest.raises(Refusal, match="请先选列"):
        try_import(shop.service_manager, run)
