"""Killed at any moment, an import goes on where it stopped, and nothing goes in twice."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.imports import writing as taking_in
from zhangdian.people.customers.imports.actions import start_import
from zhangdian.people.customers.models import Customer, ImportChunk, ImportOutcome, Vehicle
from zhangdian.people.customers.tests.arrange import a_car, vin


class Killed(BaseException):
    """The machine went off."""


@pytest.fixture
def many(ledger, monkeypatch):
    monkeypatch.setattr("zhangdian.people.customers.imports.jobs.CHUNK", 10)
    return ledger(
        [
            [f"宁ZA{n:04}", vin(n), "段素琴", f"161{n:08}", "", "", str(1000 + n), "2026-10-14"]
            for n in range(45)
        ]
    )


@pytest.mark.parametrize("stops_in", [1, 3, 5])
def test_it_goes_on_after_a_kill(shop, bring, many, monkeypatch, stops_in):
    run = bring.tried(many)
    start_import(shop.service_manager, run)
    taken, calls = taking_in.take, []

    def take_until_killed(*args, **more):
        calls.append(1)
        found = taken(*args, **more)
        if len(calls) == stops_in:
            raise Killed
        return found

    monkeypatch.setattr(taking_in, "take", take_until_killed)
    with pytest.raises(Killed):
        jobs.go_on(run)
    run.refresh_from_db()
    assert (run.state, run.chunks_done) == ("running", stops_in - 1)
    assert Vehicle.objects.count() == 10 * (stops_in - 1)
    monkeypatch.setattr(taking_in, "take", taken)
    assert jobs.run_imports() == 1
    run.refresh_from_db()
    assert (run.state, run.good, run.rows) == ("done", 45, 45)
    assert (Vehicle.objects.count(), Customer.objects.count(), ImportOutcome.objects.count()) == (45, 45, 5)


def test_two_workers_at_once_take_each_chunk_once(shop, bring, many):
    run = bring.tried(many)
    start_import(shop.service_manager, run)
    chunk = ImportChunk.objects.filter(run=run).first()
    jobs.take_chunk(shop.clock, run, chunk)
    jobs.take_chunk(shop.clock, run, chunk)
    run.refresh_from_db()
    assert (run.chunks_done, Vehicle.objects.count()) == (1, 10)


def test_a_slice_of_time_leaves_the_worker_to_others(shop, bring, many):
    run = bring.tried(many)
    start_import(shop.service_manager, run)
    jobs.run_imports(seconds=0)
    run.refresh_from_db()
    assert (run.state, run.chunks_done) == ("running", 1)
    while run.state == "running":
        jobs.run_imports(seconds=0)
        run.refresh_from_db()
    assert run.good == 45


def test_rows_do_not_stay_about_after_they_went_in(shop, bring, many):
    run = bring(many)
    assert set(ImportChunk.objects.filter(run=run).values_list("body", flat=True)) == {"[]"}


def test_a_car_registered_meanwhile_is_known(shop, bring, ledger):
    run = bring.tried(ledger([["宁Z62966", vin(1), "", "", "", "", "", ""]]))
    start_import(shop.service_manager, run)
    a_car(shop)
    assert jobs.go_on(run).changed == 1
    assert Vehicle.objects.count() == 1


def test_without_a_good_row_there_is_nothing_to_import(shop, bring, ledger):
    run = bring.tried(ledger([["宁ZO2966", "", "", "", "", "", "", ""]]))
    with pytest.raises(Refusal, match="没有一行可以导入"):
        start_import(shop.service_manager, run)
