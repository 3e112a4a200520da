"""Ledgers as stores bring them are read as a careful clerk would; what is no ledger is refused at once."""

import io
import struct
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.foundation.ui.delimited import _split
from zhangdian.foundation.ui.sheets import (
    Field,
    LedgerKind,
    SheetRefused,
    column_name,
    count_skipped,
    match_headings,
    open_ledger,
)

PLATE = Field("plate", "车牌", ("车牌号", "车牌号码", "牌照"), required=True)
NAME = Field("name", "车主姓名", ("客户", "客户姓名", "姓名", "车主"))
PHONE = Field("phone", "手机", ("电话", "联系电话", "手机号码"))
VIN = Field("vin", "车架号", ("VIN", "VIN码", "底盘号"))
KM = Field("mileage", "里程", ("行驶里程", "公里数"))
FIELDS = (PLATE, NAME, PHONE, VIN, KM)

HALF_PAST = datetime.combine(date(2026, 11, 24), clock(8, 30))
HEAD = ["车牌号", "客户姓名", "联系电话", "VIN", "行驶里程(公里)"]
ONE = ["宁Z62966", "段素琴", "16110000005", "L00Y06G17GW120001", "0012500"]
TWO = ["宁ZGC3922", "顾美玲", "16110000006", "L00Y13P14PW120002", "22054"]


def workbook(*sheets: Sequence[Sequence[object]], hidden: int = 0) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for place, rows in enumerate(sheets):
        sheet = book.add_worksheet(f"第{place + 1}张")
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(line, column, value, instant)
                elif isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(line, column, value)
                elif value is not None:
                    sheet.write(line, column, value)
    for sheet in book.worksheets()[len(sheets) - hidden :]:
        sheet.hide()
    book.close()
    return stream.getvalue()


def text(rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    return "".join(separator.join(row) + "\r\n" for row in rows).encode(encoding)


def cells(content: bytes) -> list[tuple[str, ...]]:
    with open_ledger(content) as ledger:
        return [row.cells for row in ledger.rows()]


def records(content: bytes, fields: tuple[Field, ...] = FIELDS) -> list[dict[str, str]]:
    with open_ledger(content) as ledger:
        table = ledger.table(fields=fields)
        matching = table.match(fields)
        return [matching.read(row) for row in table.rows]


# -- text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 BOM"),
        ("gbk", "GBK/GB18030"),
        ("gb18030", "GBK/GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16 LE"),
        ("utf-16-be", "UTF-16 BE"),
    ],
)
@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_a_text_ledger_is_read_in_every_encoding_with_every_separator(encoding, name, separator):
    with open_ledger(text([HEAD, ONE, TWO], separator, encoding)) as ledger:
        assert (ledger.kind, ledger.encoding, ledger.separator) == (LedgerKind.TEXT, name, separator)
        assert [row.cells for row in ledger.rows()] == [tuple(HEAD), tuple(ONE), tuple(TWO)]


def test_a_rare_sign_outside_gbk_is_read():
    assert cells(text([["姓名", "电话"], ["㐂𠮷", "1"]], encoding="gb18030"))[1] == ("㐂𠮷", "1")


def test_utf16_with_its_big_endian_mark_is_read():
    content = b"\xfe\xff" + text([HEAD, ONE], "\t", "utf-16-be")
    assert cells(content)[1] == tuple(ONE)


def test_text_stays_text_with_leading_zeros_and_seventeen_digits():
    rows = [["零件号", "数量"], ["00123", "1"], ["12345678901234567", "2"]]
    assert cells(text(rows))[1:] == [("00123", "1"), ("12345678901234567", "2")]
    assert cells(workbook(rows))[1:] == [("00123", "1"), ("12345678901234567", "2")]


def test_quoted_cells_keep_separators_quotes_and_line_ends_and_the_physical_line():
    content = '车牌,备注\r\n宁Z62966,"一,二"\r\n宁Z62967,"他说""好""\n再来\n一次"\r\n宁Z62968,完\r\n'.encode()
    with open_ledger(content) as ledger:
        rows = list(ledger.rows())
    assert [row.cells[1] for row in rows] == ["备注", "一,二", '他说"好"\n再来\n一次', "完"]
    assert [row.line for row in rows] == [1, 2, 3, 6]


def test_an_open_quote_spoils_its_own_row_only():
    content = '车牌,备注,数\n宁Z1,"没有关,1\n宁Z2,好,2\n宁Z3,"一,二",3\n宁Z4,好,4\n'.encode()
    with open_ledger(content) as ledger:
        rows = list(ledger.rows())
    assert [(row.line, bool(row.fault)) for row in rows] == [
        (1, False),
        (2, True),
        (3, False),
        (4, False),
        (5, False),
    ]
    assert "引号" in rows[1].fault
    assert rows[3].cells == ("宁Z3", "一,二", "3")


def test_a_quote_inside_a_cell_is_a_sign_like_any_other():
    assert cells('规格,数\n5" 显示屏,1\n'.encode())[1] == ('5" 显示屏', "1")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_lines(end):
    with open_ledger(f"车牌,数{end}{end}宁Z1,1{end}宁Z2,2".encode()) as ledger:
        assert [(row.line, row.cells) for row in ledger.rows() if not row.is_blank] == [
            (1, ("车牌", "数")),
            (3, ("宁Z1", "1")),
            (4, ("宁Z2", "2")),
        ]


def test_excels_own_marks_in_a_csv_are_understood():
    content = 'sep=;\n零件号;数\n="00123";1\n"=""00456""";2\n\'00789;3\n'.encode()
    with open_ledger(content) as ledger:
        assert [(row.line, row.cells[0]) for row in ledger.rows()] == [
            (2, "零件号"),
            (3, "00123"),
            (4, "00456"),
            (5, "00789"),
        ]


def test_a_number_that_a_spreadsheet_already_broke_is_marked():
    with open_ledger("车架号,电话\n1.23457E+16,1.61E+10\nA1E+1,16110000005\n".encode()) as ledger:
        rows = list(ledger.rows())
    assert set(rows[1].doubts) == {0, 1}
    assert "号码必须存为文本" in rows[1].doubts[0]
    assert not rows[2].doubts


def test_one_broken_byte_in_utf8_names_its_line():
    lines = ["车牌,姓名,备注"] + [f"宁Z{n:05},张三丰,今天来做保养" for n in range(50)]
    content = "\n".join(lines).encode()
    broken = content.replace("宁Z00030,张三丰".encode(), "宁Z00030,张三丰".encode()[:-1] + b"\xff")
    with pytest.raises(SheetRefused, match="第 32 行"):
        open_ledger(broken)


def test_stray_control_signs_are_dropped():
    rows = [["车牌", "备注"]] + [["宁Z62966", "今天来做保养" * 10]] * 200
    content = text(rows).replace("宁Z62966".encode(), "宁Z62966\x0b\x01".encode(), 1)
    assert cells(content)[1][0] == "宁Z62966"


@given(
    st.lists(st.text(alphabet="ab\",\n\r'= ", max_size=6), min_size=1, max_size=5), st.sampled_from(",;\t")
)
def test_well_quoted_records_split_into_what_was_joined(texts, separator):
    record = separator.join('"' + each.replace('"', '""') + '"' for each in texts)
    assert _split(record, separator) == texts


# -- workbooks --------------------------------------------------------------------------------------------


def test_cells_of_a_workbook_come_as_text():
    content = workbook(
        [
            ["电话", "数", "日期", "时刻", "真假", "价"],
            [16110000005, 3, date(2026, 11, 24), HALF_PAST, True, 12.3],
            ["０16", -4.0, date(2026, 1, 5), HALF_PAST + timedelta(seconds=29), False, 0.1 + 0.2],
            [None, 1e-7, None, None, None, 1234567.89],
        ]
    )
    assert cells(content)[1:] == [
        ("16110000005", "3", "2026-11-24", "2026-11-24 08:30:00", "是", "12.3"),
        ("０16", "-4", "2026-01-05", "2026-11-24 08:30:29", "否", "0.3"),
        ("", "0.0000001", "", "", "", "1234567.89"),
    ]


def test_a_number_too_long_for_a_spreadsheet_is_marked():
    with open_ledger(workbook([["车架号", "数"], [12345678901234567, 1], [999999999999999, 2]])) as ledger:
        rows = list(ledger.rows())
    assert "号码必须存为文本" in rows[1].doubts[0]
    assert rows[2].cells[0] == "999999999999999"
    assert not rows[2].doubts


def test_a_failed_formula_is_no_blank():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("先")
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["车牌", "里程", "价"])
    sheet.write_string(1, 0, "宁Z62966")
    sheet.write_formula(1, 1, "=VLOOKUP(A2,X:Y,2,0)", None, "#N/A")
    sheet.write_formula(1, 2, "=1+1", None, 2)
    book.close()
    with open_ledger(stream.getvalue()) as ledger:
        row = list(ledger.rows("台账"))[1]
    assert row.cells == ("宁Z62966", "#错误", "2")
    assert list(row.doubts) == [1]
    assert "公式" in row.doubts[1]


def test_lines_and_columns_are_counted_from_the_corner_of_the_sheet():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    for column, name in enumerate(HEAD):
        sheet.write_string(4, column + 2, name)
        sheet.write_string(6, column + 2, ONE[column])
    book.close()
    with open_ledger(stream.getvalue()) as ledger:
        table = ledger.table(fields=FIELDS)
        rows = list(table.rows)
    assert table.heading_line == 5
    assert table.headings[:3] == ("", "", "车牌号")
    assert [(row.sheet, row.line, row.cell(2)) for row in rows] == [("台账", 7, "宁Z62966")]


def test_every_visible_sheet_is_a_table_and_hidden_ones_are_left_alone():
    content = workbook([HEAD, ONE], [], [HEAD, TWO], [["字典"], ["甲"]], hidden=1)
    with open_ledger(content) as ledger:
        assert ledger.kind is LedgerKind.XLSX
        assert ledger.sheets == ("第1张", "第2张", "第3张")
        assert [(table.sheet, [row.cells for row in table.rows]) for table in ledger.tables(FIELDS)] == [
            ("第1张", [tuple(ONE)]),
            ("第3张", [tuple(TWO)]),
        ]
        with pytest.raises(SheetRefused, match="没有名为"):
            list(ledger.rows("第4张"))


def xls(numbers: list[tuple[int, int, float]], texts: list[tuple[int, int, str]]) -> bytes:
    """A small BIFF8 workbook in its compound file, as Excel 97 writes it."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def string(value: str, form: str) -> bytes:
        return struct.pack(form, len(value)) + b"\x01" + value.encode("utf-16-le")

    bof = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)
    sheet = record(0x0809, bof)
    sheet += b"".join(record(0x0203, struct.pack("<HHHd", row, at, 0, value)) for row, at, value in numbers)
    sheet += b"".join(
        record(0x0204, struct.pack("<HHH", row, at, 0) + string(value, "<H")) for row, at, value in texts
    )
    sheet += record(0x000A, b"")
    first = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    name = string("台账", "<B")
    offset = len(first) + 4 + 6 + len(name) + 4
    stream = first + record(0x0085, struct.pack("<IH", offset, 0) + name) + record(0x000A, b"") + sheet
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    sectors = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))

    def entry(title: str, kind: int, start: int, size: int, child: int) -> bytes:
        coded = title.encode("utf-16-le")
        body = coded + b"\0" * (64 - len(coded)) + struct.pack("<HBB", len(coded) + 2, kind, 1)
        body += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36
        return body + struct.pack("<IQ", start, size)

    nothing = b"\0" * 68 + struct.pack("<III", *[0xFFFFFFFF] * 3) + b"\0" * 48
    tree = (
        entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)
        + entry("Workbook", 2, 2, len(stream), 0xFFFFFFFF)
        + nothing * 2
    )
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    return head + struct.pack("<128I", *fat) + tree + stream


def test_an_old_xls_is_read():
    heads = [(0, at, name) for at, name in enumerate(HEAD)]
    content = xls([(1, 2, 16110000005.0), (1, 4, 12500.0)], [*heads, (1, 0, "宁Z62966"), (1, 1, "段素琴")])
    with open_ledger(content) as ledger:
        assert (ledger.kind, ledger.sheets) == (LedgerKind.XLS, ("台账",))
    assert records(content) == [
        {"plate": "宁Z62966", "name": "段素琴", "phone": "16110000005", "vin": "", "mileage": "12500"}
    ]


WEB = """<html xmlns:x="urn:x"><head><style>td {color: red}</style></head><body>
<table border=1><tr><th colspan=2>客户台账</th></tr><tr><td>车牌号<td>客户姓名</td><td>联系电话</td></tr>
<tr><td>宁Z62966</td><td>段&nbsp;素琴 &amp; 子</td><td style='mso-number-format:"@"'>016</td></tr>
<tr><td rowspan=2>宁Z62967</td><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"""

XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:s">
<Worksheet ss:Name="台账"><Table>
<Row><Cell><Data ss:Type="String">车牌号</Data></Cell>
<Cell><Data ss:Type="String">客户姓名</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="String">段素琴</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_web_page_that_calls_itself_xls_is_read(encoding):
    with open_ledger(WEB.encode(encoding)) as ledger:
        assert ledger.kind is LedgerKind.WEB_TABLE
        assert [row.cells for row in ledger.rows()] == [
            ("客户台账", ""),
            ("车牌号", "客户姓名", "联系电话"),
            ("宁Z62966", "段 素琴 & 子", "016"),
            ("宁Z62967", "甲", "1"),
            ("", "乙", "2"),
        ]


def test_excels_xml_of_2003_is_read_with_its_lines():
    with open_ledger(XML.encode()) as ledger:
        assert ledger.sheets == ("台账",)
        assert [(row.line, row.cells) for row in ledger.rows()] == [
            (1, ("车牌号", "客户姓名")),
            (3, ("", "段素琴")),
        ]


# -- tables -----------------------------------------------------------------------------------------------


def test_titles_blanks_totals_and_repeated_headings_are_no_records():
    rows = [
        ["望澜店客户台账", "", "", "", ""],
        ["导出日期：2026-11-24", "", "", "", ""],
        ["", "", "", "", ""],
        HEAD,
        ONE,
        ["", " ", "", "", ""],
        ["", "", "", "", ""],
        HEAD,
        TWO,
        ["本页小计", "", "", "", "34554"],
        ["", "", "合 计：", "", "34,554"],
        ["总计（台）", "2", "", "", ""],
        ["制表人：孙知行", "", "审核：", "", ""],
        ["", "", "", "", ""],
    ]
    for content in (text(rows), workbook([*rows])):
        with open_ledger(content) as ledger:
            table = ledger.table(fields=FIELDS)
            assert (table.heading_line, table.headings) == (
                4,
                ("车牌号", "客户姓名", "联系电话", "VIN", "行驶里程(公里)"),
            )
            assert [(row.line, row.cells) for row in table.rows] == [(5, tuple(ONE)), (9, tuple(TWO))]
            assert [(each.line, each.until, each.why) for each in table.skipped] == [
                (1, 2, "表头之前的标题"),
                (3, 3, "空行"),
                (6, 7, "空行"),
                (8, 8, "重复的表头"),
                (10, 12, "合计行"),
                (13, 13, "表尾说明"),
            ]
            assert count_skipped(table.skipped)["空行"] == 3


@pytest.mark.parametrize("fields", [FIELDS, ()])
def test_headings_are_found_with_and_without_knowing_the_fields(fields):
    with open_ledger(text([["台账"], HEAD, ONE, TWO])) as ledger:
        assert ledger.table(fields=fields).headings[0] == "车牌号"


def test_a_customer_named_like_a_total_is_a_record():
    rows = [
        HEAD,
        ["宁Z62966", "合计商贸有限公司", "16110000005", "", "1"],
        ["宁Z62967", "小计", "1", "x", "2"],
    ]
    with open_ledger(text(rows)) as ledger:
        assert len(list(ledger.table(fields=FIELDS).rows)) == 2


def two_lines(*, merge: bool) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.merge_range(0, 0, 0, 5, "客户车辆台账")
    if merge:
        sheet.merge_range(1, 0, 2, 0, "序号")
        sheet.merge_range(1, 1, 1, 2, "客户")
        sheet.merge_range(1, 3, 1, 4, "车辆")
        sheet.merge_range(1, 5, 2, 5, "备注")
    else:
        for column, name in {0: "序号", 1: "客户", 3: "车辆", 5: "备注"}.items():
            sheet.write_string(1, column, name)
    for column, name in {1: "姓名", 2: "电话", 3: "车牌号", 4: "VIN"}.items():
        sheet.write_string(2, column, name)
    for line, row in enumerate(
        [["1", "段素琴", "16110000005", "宁Z62966", "L00Y06G17GW120001", "好"]], start=3
    ):
        sheet.write_row(line, 0, row)
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize("merge", [True, False])
@pytest.mark.parametrize("fields", [FIELDS, ()])
def test_headings_in_two_lines_become_one(merge, fields):
    with open_ledger(two_lines(merge=merge)) as ledger:
        table = ledger.table(fields=fields)
        rows = list(table.rows)
    assert table.headings == ("序号", "客户/姓名", "客户/电话", "车辆/车牌号", "车辆/VIN", "备注")
    assert [row.line for row in rows] == [4]
    assert match_headings(table.headings, FIELDS).read(rows[0])["plate"] == "宁Z62966"


def test_a_first_record_of_words_is_no_second_heading_line():
    rows = [["工序", "", "说明"], ["换油", "常规", "备料"], ["洗车", "", "免费"]]
    fields = (Field("step", "工序"), Field("note", "说明"))
    with open_ledger(text(rows)) as ledger:
        table = ledger.table(fields=fields)
        assert table.headings == ("工序", "", "说明")
        assert len(list(table.rows)) == 2


def test_a_row_with_more_cells_than_headings_has_a_fault():
    with open_ledger(text([HEAD, [*ONE, "", "多"], TWO[:2]])) as ledger:
        rows = list(ledger.table(fields=FIELDS).rows)
    assert "比表头多 1 格（从 F 列起）" in rows[0].fault
    assert rows[1].cells == ("宁ZGC3922", "顾美玲", "", "", "")
    assert rows[1].fault == ""


def test_a_ledger_without_headings_says_so():
    with open_ledger(text([ONE[2:], TWO[2:]])) as ledger, pytest.raises(SheetRefused, match="没有找到表头"):
        ledger.table(fields=FIELDS)


def test_a_blank_ledger_says_so():
    with open_ledger(workbook([])) as ledger, pytest.raises(SheetRefused, match="没有内容"):
        ledger.table()


def test_many_blank_lines_cost_nothing():
    with open_ledger(text([HEAD, ONE]) + b",,,,\r\n" * 50_000 + text([TWO])) as ledger:
        table = ledger.table(fields=FIELDS)
        assert [row.line for row in table.rows] == [2, 50_003]
        assert len(table.skipped) == 1


# -- matching ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("车牌", "plate"),
        ("车牌号*", "plate"),
        ("车牌号（必填）", "plate"),
        ("车 牌 号", "plate"),
        ("车辆/车牌号", "plate"),
        ("VIN码", "vin"),
        ("vin", "vin"),
        ("ＶＩＮ", "vin"),
        ("客户手机号码", "phone"),
        ("行驶里程(公里)", "mileage"),
        ("进厂里程", "mileage"),
        ("车主姓名：", "name"),
        ("plate", "plate"),
    ],
)
def test_a_heading_is_known_by_its_synonyms(heading, key):
    assert match_headings(["序号", heading, "颜色"], FIELDS).columns == {key: 1}


def test_the_best_heading_wins_and_no_column_is_taken_twice():
    matching = match_headings(["送修人电话", "联系电话", "客户", "客户姓名", "颜色"], FIELDS)
    assert matching.columns == {"phone": 1, "name": 2}
    assert matching.missing == (PLATE,)
    assert "车牌" in matching.sentence()
    assert matching.unused == (0, 3, 4)


def test_a_person_changes_the_proposal():
    matching = match_headings(["牌", "客户姓名", "电话"], FIELDS)
    changed = matching.choose("plate", 0)
    assert changed.columns == {"plate": 0, "name": 1, "phone": 2}
    assert changed.sentence() == ""
    assert changed.choose("name", 2).columns == {"plate": 0, "name": 2}
    assert changed.choose("phone", None).columns == {"plate": 0, "name": 1}
    with pytest.raises(ValueError, match="没有第 9 列"):
        changed.choose("name", 8)
    with pytest.raises(KeyError):
        changed.choose("colour", 1)


def test_columns_are_named_as_spreadsheets_do():
    assert [column_name(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# -- what is no ledger ------------------------------------------------------------------------------------


def repacked(content: bytes, changes: dict[str, bytes], *, more: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            new.writestr(member.filename, changes.get(member.filename, old.read(member)))
        for name, body in (more or {}).items():
            new.writestr(name, body)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
OPEN = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
CLOSE = b"</sheetData></worksheet>"


def sheet_of(body: bytes, head: bytes = OPEN) -> bytes:
    return repacked(workbook([["a"]]), {SHEET: head + body + CLOSE})


def cell_at(place: str, line: int) -> bytes:
    return f'<row r="{line}"><c r="{place}"><v>1</v></c></row>'.encode()


def lying_directory() -> bytes:
    """A member that says it is small and inflates to a lot."""
    content = bytearray(repacked(workbook([["a"]]), {}, more={"xl/media/a.bin": b"\0" * 50_000_000}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 20 : at + 28] = struct.pack("<II", struct.unpack("<I", content[at + 20 : at + 24])[0], 1_000)
    return bytes(content)


def locked_zip() -> bytes:
    content = bytearray(workbook([["a"]]))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def many_members() -> bytes:
    return repacked(workbook([["a"]]), {}, more={f"xl/media/{n}.png": b"" for n in range(1_001)})


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    f'<!ENTITY a{n} "&a{n - 1 if n > 1 else ""};&a{n - 1 if n > 1 else ""};">'.encode() for n in range(1, 30)
)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 40
GOOD = workbook([HEAD, ONE])

HOSTILE = {
    "empty": (lambda: b"", "空的"),
    "blanks": (lambda: b" \r\n\t" * 100, "空的"),
    "zip bomb": (lambda: sheet_of(b" " * 150_000_000), "展开后太大"),
    "zip bomb of many": (
        lambda: repacked(GOOD, {}, more={f"xl/media/{n}.bin": b"\0" * 30_000_000 for n in range(8)}),
        "展开后太大",
    ),
    "lying directory": (lying_directory, "大小与内容不符|展开后太大"),
    "1,001 members": (many_members, "部件"),
    "billion laughs": (lambda: sheet_of(b"", LAUGHS + b"]><worksheet><sheetData>&a29;"), "外部实体"),
    "external entity": (
        lambda: sheet_of(
            b"", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData>&e;'
        ),
        "外部实体",
    ),
    "utf-16 part": (lambda: sheet_of(b"", "<!DOCTYPE x><a>".encode("utf-16")), "编码"),
    "far cell": (lambda: sheet_of(cell_at("A1", 1) + cell_at("XFD1048576", 1048576)), "零散内容"),
    "far row": (lambda: sheet_of(cell_at("A1", 1) + cell_at("Z1048576", 1048576)), "零散内容"),
    "beyond the sheet": (
        lambda: sheet_of(cell_at("A1", 1) + cell_at("ZZZZ99999999", 99999999)),
        "超出表格的边界",
    ),
    "far cells without places": (
        lambda: sheet_of(
            b'<row r="1"><c><v>1</v></c></row><row r="1048576">' + b"<c/>" * 16_000 + b"<c><v>1</v></c></row>"
        ),
        "太大|损坏",
    ),
    "truncated xlsx": (lambda: GOOD[: len(GOOD) * 2 // 3], "不完整"),
    "truncated member": (lambda: GOOD[:200] + b"\0" * 300 + GOOD[500:], "不完整|不符"),
    "locked zip": (locked_zip, "密码"),
    "protected xlsx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "密码",
    ),
    "word": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
        "Word",
    ),
    "broken xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
        "损坏",
    ),
    "far xls": (lambda: xls([(0, 0, 1.0), (65535, 65535, 1.0)], []), "太大|损坏|列"),
    "docx": (lambda: zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "Word"),
    "ods": (lambda: zipped({"mimetype": b"x", "content.xml": b"<a/>"}), "ods"),
    "plain zip": (lambda: zipped({"a.csv": b"a,b"}), "压缩包"),
    "twin members": (lambda: zipped({"xl/workbook.xml": b"<a/>", "XL/Workbook.xml": b"<b/>"}), "重名"),
    "renamed jpg": (lambda: JPEG, "JPEG"),
    "renamed png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
    "renamed pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)), "PDF"),
    "renamed program": (lambda: b"MZ\x90\0\x03\0\0\0" * 100, "程序"),
    "random bytes": (lambda: bytes((n * 7919 + n * n) % 256 for n in range(50_000)), "不是表格|编码"),
    "41 MB": (lambda: b"a,b\n" * 10_800_000, "超过 40 MB"),
    "50 MB": (lambda: b"a,b\n" * 13_200_000, "超过 40 MB"),
    "cells that never close": (lambda: sheet_of(b"<c r='A1' " * 3_000_000), "损坏|太大"),
    "places without end": (
        lambda: sheet_of(b'<c r="A1" t="e"' + b' r="A1"' * 3_000_000 + b"/>"),
        "损坏|太大",
    ),
    "web page that never closes": (lambda: b"<html><table>" + b"<!--" * 1_000_000, "网页格式|不完整"),
    "web page of open tags": (lambda: b"<html><table>" + b"<a " * 1_000_000, "网页格式|不完整"),
    "one endless line": (lambda: b"a" * 3_000_000, "千字"),
    "endless columns": (lambda: b"," * 5_000 + b"\n", "列"),
}


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return stream.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_soon(name):
    make, says = HOSTILE[name]
    content = make()
    began = time.process_time()
    with pytest.raises(SheetRefused, match=says) as refused, open_ledger(content) as ledger:
        list(ledger.rows())
    assert "请" in str(refused.value)
    assert time.process_time() - began < 6  # of its own work; the bar is 2 s


def test_a_bomb_costs_little_memory():
    content = sheet_of(b" " * 150_000_000)
    tracemalloc.start()
    with pytest.raises(SheetRefused):
        open_ledger(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * 1024 * 1024


def test_formatted_blank_cells_at_the_edge_of_the_sheet_harm_nobody():
    body = cell_at("A1", 1) + b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert cells(sheet_of(body)) == [("1",)]


def test_a_caller_may_raise_the_limit_but_not_beyond_200_mb():
    content = b"a,b\n" * 10_800_000
    with open_ledger(content, most_bytes=50 * 1024 * 1024) as ledger:
        assert next(ledger.rows()).cells == ("a", "b")
    with pytest.raises(SheetRefused, match="超过 40 MB"):
        open_ledger(io.BytesIO(content))


def test_uploads_and_paths_are_opened_alike(tmp_path):
    path = tmp_path / "照片.jpg"
    path.write_bytes(GOOD)
    for source in (path, io.BytesIO(GOOD), GOOD):
        with open_ledger(source) as ledger:
            assert len(list(ledger.rows())) == 2


def test_a_refused_upload_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(SheetRefused):
        open_ledger(JPEG)
    with open_ledger(GOOD) as ledger:
        next(ledger.rows())
    assert list(Path(tmp_path).iterdir()) == []


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda said: said.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(content):
    try:
        with open_ledger(content) as ledger:
            list(ledger.rows())
    except SheetRefused:
        return


@pytest.mark.long
def test_a_million_rows_are_read_in_little_memory(tmp_path):
    path = tmp_path / "million.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write(",".join(HEAD) + "\r\n")
        file.writelines(f"宁Z{n:05},段素琴,161{n:08},L00Y06G17GW{n:06},{n}\r\n" for n in range(1_000_000))
    tracemalloc.start()
    with open_ledger(path, most_bytes=200 * 1024 * 1024) as ledger:
        table = ledger.table(fields=FIELDS)
        count = line = 0
        for row in table.rows:
            count, line = count + 1, row.line
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000_000
    assert line == 1_000_001
    assert peak < 20 * 1024 * 1024
