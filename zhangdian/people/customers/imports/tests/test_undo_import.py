"""An import undone: nothing is left of it but what somebody has worked on."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import record_mileage
from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.imports.actions import start_import, undo_import
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, again, vin

ROWS = [
    ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"],
    ["宁Z62967", vin(2), "廖守成", "16110000001", "", "", "", ""],
    ["宁Z62968", vin(3), "廖守成", "16110000001", "", "", "", ""],
]


def undone(shop, run):
    undo_import(shop.service_manager, run, reason="传错了文件")
    return jobs.go_on(run)


def standing(shop):
    ctx = shop.guide
    return Customer.objects.of(ctx).standing().count(), Vehicle.objects.of(ctx).standing().count()


@pytest.mark.parametrize("chunk", [1, 2, 500])
def test_nothing_is_left_and_it_comes_in_again(shop, bring, ledger, monkeypatch, chunk):
    monkeypatch.setattr("zhangdian.people.customers.imports.jobs.CHUNK", chunk)
    run = undone(shop, bring(ledger(ROWS)))
    assert (run.state, run.kept, standing(shop)) == ("undone", 0, (0, 0))
    assert queries.find(shop.service_advisor, "966") == []
    assert not Customer.objects.exclude(phone="").exists()
    assert bring(ledger(ROWS)).added == 3
    assert standing(shop) == (2, 3)


def test_what_somebody_worked_on_stays_with_its_owner(shop, bring, ledger):
    run = bring(ledger(ROWS))
    car = Vehicle.objects.get(plate="宁Z62967")
    record_mileage(shop.service_advisor, car, km=100)
    run = undone(shop, run)
    assert (run.kept, standing(shop)) == (2, (1, 1))
    assert again(car).owner.name.open() == "廖守成"


def test_files_that_stood_before_are_as_they_were(shop, bring, ledger):
    owner = a_customer(shop, phone="")
    car = a_car(shop, owner=owner)
    record_mileage(shop.service_advisor, car, km=180_000)
    shop.later(days=100)
    run = bring(ledger([[*ROWS[0][:7], "2027-02-20"]]))
    assert (again(car).vin, again(car).last_mileage, again(owner).phone_tail) == (VIN, 186_131, "0000")
    run = undone(shop, run)
    was = again(car)
    assert (run.kept, was.vin, was.sold_on, was.last_visit_on) == (0, "", None, None)
    assert (was.owner, was.last_mileage, again(owner).phone_tail) == (owner, 180_000, "")
    assert car.readings.filter(voided=False).count() == 1


def test_a_running_import_may_be_undone_too(shop, bring, ledger, monkeypatch):
    monkeypatch.setattr("zhangdian.people.customers.imports.jobs.CHUNK", 1)
    run = bring.tried(ledger(ROWS))
    start_import(shop.service_manager, run)
    jobs.run_imports(seconds=0)
    run = undone(shop, run)
    assert (run.state, standing(shop)) == ("undone", (0, 0))


def test_it_wants_a_reason(shop, bring, ledger):
    run = bring(ledger(ROWS))
    with pytest.raises(Refusal, match="原因"):
        undo_import(shop.service_manager, run, reason=" ")
