"""`zhangdian import customers FILE --store 01`."""

import io

import pytest
from django.core.management import CommandError, call_command

from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.imports.tests.ledgers import csv
from zhangdian.people.customers.models import ImportRun, Vehicle
from zhangdian.people.customers.tests.arrange import VIN, vin

ROWS = [
    ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"],
    ["宁ZO2967", vin(2), "廖守成", "16110000001", "", "", "", ""],
]


@pytest.fixture
def file(shop, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "台账.csv"
    path.write_bytes(csv(ROWS, encoding="gb18030"))
    return path


def bring(file, **more):
    told = io.StringIO()
    call_command("import_store", "customers", str(file), store="01", stdout=told, **more)
    return told.getvalue()


def test_good_rows_in_bad_rows_beside_the_file(file):
    told = bring(file)
    assert "2 行，已导入 1（新增 1" in told
    assert Vehicle.objects.get().plate == "宁Z62966"
    with open_ledger(file.with_name("台账-退回.xlsx")) as ledger:
        assert [row.cells[0] for row in ledger.table().rows] == ["3"]


def test_a_dry_run_writes_nothing(file):
    assert "可以导入 1" in bring(file, dry_run=True)
    assert not Vehicle.objects.exists()


def test_who_did_it_stands_in_the_journal(shop, file):
    bring(file, by=shop.person("service_manager").employee_no)
    entry = Entry.objects.get(action="customers.start_import")
    assert entry.person == shop.person("service_manager")


def test_killed_the_same_command_goes_on(file, monkeypatch):
    monkeypatch.setattr(jobs, "CHUNK", 1)
    monkeypatch.setattr(jobs, "take_chunk", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        bring(file)
    monkeypatch.undo()
    assert ImportRun.objects.get().state == "running"
    bring(file)
    assert ImportRun.objects.get().state == "done"
    assert Vehicle.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "why"), [({"store": "99"}, "没有店号"), ({"store": "01", "by": "X9"}, "没有工号")]
)
def test_who_and_where_must_exist(file, more, why):
    with pytest.raises(CommandError, match=why):
        call_command("import_store", "customers", str(file), **more)
