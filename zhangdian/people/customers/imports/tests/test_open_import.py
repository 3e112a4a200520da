"""A ledger is opened: judged by its content, its columns proposed by their Chinese headings."""

import io

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.imports import files
from zhangdian.people.customers.imports.actions import Chosen, open_import
from zhangdian.people.customers.imports.tests.ledgers import HEADINGS, csv, text_of, xlsx
from zhangdian.people.customers.tests.arrange import VIN, vin

ROW = ["宁Z62966", VIN, "段素琴", "16110000000", "T06", "2016-07-21", "186131", "2026-10-14"]
FOUND = {"plate": 0, "vin": 1, "name": 2, "phone": 3, "model": 4, "sold_on": 5, "km": 6, "last_visit_on": 7}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_usual_encoding(shop, bring, encoding):
    run = bring.open(csv([ROW], encoding=encoding))
    assert dict(files.columns_of(run.columns_text)) == FOUND


def test_a_workbook(shop, bring):
    run = bring.open(xlsx([ROW]), "台账.xlsx")
    assert dict(files.columns_of(run.columns_text)) == FOUND


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("车辆识别代号", "vin"),
        ("底盘号", "vin"),
        ("牌照", "plate"),
        ("客户名称", "name"),
        ("移动电话", "phone"),
    ],
)
def test_headings_as_other_systems_write_them(shop, bring, heading, key):
    run = bring.open(csv([[vin(1), "x"]], [heading, "备注"]))
    assert files.columns_of(run.columns_text)[key] == 0


def test_title_and_total_rows_are_no_records(shop, bring):
    text = "云栎望澜店客户台账,,,,,,,\r\n制表：崔慕晴,,,,,,,\r\n" + text_of([ROW]) + "合计,1 台,,,,,,\r\n"
    run = bring.tried(text.encode())
    assert (run.rows, run.good) == (1, 1)
    skipped = files.sheet_of(run.file, run.sheet).skipped
    assert [why for _line, _until, why in skipped] == ["表头之前的标题", "合计行"]


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "空的"), (b"\xff\xd8\xff\xe0" + b"0" * 99, "JPEG"), (b"%PDF-1.7" + b"0" * 99, "PDF")],
)
def test_what_is_no_ledger_is_refused(shop, bring, content, why):
    with pytest.raises(Refusal, match=why):
        files.store_ledger(shop.service_manager, io.BytesIO(content), "x.xlsx")


def test_one_column_has_one_meaning(shop, bring):
    run = bring.open(csv([ROW]))
    twice = [Chosen("name", 2), Chosen("called", 2)]
    with pytest.raises(Refusal, match="选了同一列"):
        open_import(shop.service_manager, file=run.file_id, columns=twice)


def test_a_ledger_of_another_store_is_not_here(shop, bring):
    run = bring.open(csv([ROW]))
    with pytest.raises(Refusal, match="没有这份台账"):
        open_import(shop.other_store_manager, file=run.file_id, columns=[])


def test_advisors_do_not_import(shop, bring):
    with pytest.raises(Refusal, match="来做"):
        open_import(shop.service_advisor, file=1, columns=[])


def test_the_name_of_a_file_is_a_name_only(shop, bring):
    run = bring.open(csv([ROW], HEADINGS), "../../etc/客户.csv")
    assert run.file.name == "客户.csv"
