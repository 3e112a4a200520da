"""A row is read as a careful clerk reads it."""

import re
from datetime import date

import pytest

from zhangdian.foundation.ui.sheets import Row
from zhangdian.people.customers.imports.judging import Incoming, Judge, pack, unpack
from zhangdian.people.customers.ledger_columns import FIELDS
from zhangdian.people.customers.tests.arrange import VIN

KEYS = [field.key for field in FIELDS]
TODAY = date(2026, 11, 23)


def read(doubts=None, fault="", **cells):
    row = Row("台账", 7, tuple(str(cells.get(key, "")) for key in KEYS), doubts or {}, fault)
    return Judge({key: at for at, key in enumerate(KEYS)}, TODAY).read(row)


def fault(**cells):
    faults = read(**{"plate": "宁Z62966", **cells}).faults
    assert len(faults) == 1
    return "：".join(faults[0])


def test_each_cell_in_its_one_spelling():
    row = read(
        plate="宁z·６２９６６",
        vin=VIN.lower(),
        name=" 段 素琴 ",
        phone="161-1000 0000",
        member="是",
        reminder="仅电话",
        km="12.5万公里",
        engine_no="g4-1a 07",
    )
    assert row.faults == []
    assert (row.plate, row.vin, row.name, row.phone) == ("宁Z62966", VIN, "段素琴", "16110000000")
    assert (row.member, row.reminder, row.km, row.engine_no) == (True, "call", 125_000, "G4-1A07")


@pytest.mark.parametrize(
    "text", ["2021-3-8", "2021/03/08", "2021.3.8", "2021年3月8日", "20210308", "44263", "2021-03-08 00:00:00"]
)
def test_days_in_every_usual_spelling(text):
    assert read(plate="宁Z62966", sold_on=text).sold_on == date(2021, 3, 8)


@pytest.mark.parametrize("text", ["", "-", "无", "暂无", "N/A", "未知"])
def test_words_for_nothing_are_nothing(text):
    row = read(plate="宁Z62966", name=text, phone=text, remark=text, sold_on=text)
    assert row.faults == []
    assert (row.name, row.phone, row.remark, row.sold_on) == ("", "", "", None)


@pytest.mark.parametrize("text", ["未上牌", "新车", "无牌"])
def test_a_new_car_has_no_plate_yet(text):
    row = read(plate=text, vin=VIN)
    assert (row.plate, row.faults) == ("", [])


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"plate": "宁ZO2966"}, "车牌号：.*不用 I 和 O"),
        ({"vin": "L00Y06G18GW120001"}, "车架号：.*校验位"),
        ({"phone": "1.61E+10"}, "手机：.*科学计数法"),
        ({"phone": "16110000000/16110000001"}, "手机：.*两个号码"),
        ({"id_number": "110105491231002"}, "身份证号：.*15 位"),
        ({"km": "-5"}, "里程：.*小于 0"),
        ({"km": "三万"}, "里程：.*不是数字"),
        ({"km": "200.1万"}, "里程 2,001,000 公里超过 2,000,000 公里"),
        ({"sold_on": "2027-01-01"}, "购车日期：.*还没到"),
        ({"sold_on": "3/8/2021"}, "购车日期：.*哪个是月"),
        ({"sold_on": "2021-02-30"}, "购车日期：.*没有 30 日"),
        ({"name": "12345"}, "客户姓名：.*不像姓名"),
        ({"kind": "其他"}, "客户类别：.*看不懂"),
        ({"member": "可能"}, "会员：.*看不懂"),
        ({"reminder": "托梦"}, "提醒方式：.*看不懂"),
        ({"contact_phone": "16110000001", "name": "段素琴"}, "联系人：.*没有联系人姓名"),
        ({"remark": "长" * 201}, "备注：.*最多 200"),
    ],
)
def test_what_is_wrong_is_said_with_its_heading(cells, why):
    assert re.search(why, fault(**cells))


def test_all_faults_of_a_row_are_told_at_once():
    row = read(plate="宁ZO2966", phone="161", km="-1")
    assert [label for label, _said in row.faults] == ["车牌号", "手机", "里程"]


def test_a_number_that_lost_its_digits_is_refused():
    at = KEYS.index("id_number")
    row = read({at: "号码必须存为文本"}, plate="宁Z62966", id_number="110105194912310000")
    assert row.faults == [("身份证号", "号码必须存为文本")]


def test_a_row_that_says_nobody_is_refused():
    assert read(colour="白").faults[0][0] == "整行"
    assert "没有车，也没有电话" in read(name="段素琴").faults[0][1]


def test_companies_stand_in_the_column_of_id_numbers():
    row = read(name="望澜建设有限公司", id_number="91110000600037341L", phone="0571-88888888")
    assert (row.kind, row.credit_code, row.faults) == ("company", "91110000600037341L", [])


def test_a_chunk_keeps_rows_as_they_were():
    rows = [read(plate="宁Z62966", sold_on="2021-3-8", km="5"), read(plate="x"), Incoming(9, member=False)]
    assert unpack(pack(rows)) == rows
