"""Exports: no text becomes a formula, numbers stay numbers, and what is written reads back the same."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhangdian.foundation.ui import xlsx
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.foundation.ui.xlsx import Column, ColumnKind, NotWritable, sheet_title, write_csv, write_sheet

DANGEROUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example","看")',
    "@SUM(1+1)",
    "+86 16110000005",
    "-2+3",
    "－5",
    "＝1+1",
    "＋1",
    "＠SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "'=1+1",
    "''=1+1",
    "'00123",
    "''00123",
    "00123",
    "12345678901234567",
    "1.23E+16",
    "http://x.example/",
    "mailto:a@x.example",
    "{=1+1}",
    "_x000D_",
    "<b>&amp;</b>",
    '"引号"',
    "一,二;三\t四",
    " 前后有空 ",
    "第一行\n第二行",
    "𠮷😀",
]
TEXTS = (Column("编号", ColumnKind.TEXT), Column("内容"))


def as_xlsx(columns, rows, **more) -> bytes:
    stream = io.BytesIO()
    write_sheet(stream, "台账", columns, rows, **more)
    return stream.getvalue()


def as_csv(columns, rows, **more) -> bytes:
    stream = io.BytesIO()
    write_csv(stream, columns, rows, **more)
    return stream.getvalue()


def read(content: bytes) -> list[tuple[str, ...]]:
    with open_ledger(content) as ledger:
        return [row.cells for row in ledger.rows()]


def sheet_xml(content: bytes, part: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(part).decode()


@pytest.mark.parametrize("write", [as_xlsx, as_csv])
def test_what_is_written_reads_back_the_same(write):
    rows = [(str(n), text) for n, text in enumerate(DANGEROUS)]
    assert read(write(TEXTS, rows))[1:] == rows


SAFE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("=+-@\t\n'＝\"0,"), max_size=12
)


@settings(max_examples=30)
@given(st.lists(SAFE.filter(bool), min_size=1, max_size=20))
@pytest.mark.parametrize("write", [as_xlsx, as_csv])
def test_any_text_reads_back_the_same(write, texts):
    rows = [("x", text) for text in texts]
    assert read(write(TEXTS, rows))[1:] == rows


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    content = as_xlsx(TEXTS, [("a", text) for text in DANGEROUS], watermark="=1+1")
    assert "<f>" not in sheet_xml(content)
    assert "hyperlink" not in sheet_xml(content)
    assert sheet_xml(content).count('t="inlineStr"') == 3 + 2 * len(DANGEROUS)
    assert 'quotePrefix="1"' in sheet_xml(content, "xl/styles.xml")


def test_no_line_of_a_csv_begins_a_cell_with_a_dangerous_sign():
    for text in DANGEROUS:
        body = as_csv(TEXTS, [("a", text)]).decode("utf-8-sig").split("\r\n", 1)[1]
        cell = body.removeprefix("a,").removeprefix('"')
        assert cell[0] not in "=+-@\t\r\n＝＋－＠", text


def test_headings_and_watermark_are_guarded_too():
    content = as_csv([Column("=1+1")], [["x"]], watermark="@看")
    assert content.decode("utf-8-sig").split("\r\n")[:2] == ["'@看", "'=1+1"]


def test_numbers_stay_numbers():
    columns = [Column("数"), Column("金额", ColumnKind.MONEY), Column("编号", ColumnKind.TEXT), Column("比")]
    rows = [[-5, Decimal("-1234.50"), -7, Decimal("0.125")]]
    xml = sheet_xml(as_xlsx(columns, rows))
    for number in ("-5", "-1234.50", "0.125"):
        assert f"<v>{number}</v>" in xml
    assert "<v>-7</v>" not in xml
    assert as_csv(columns, rows).decode("utf-8-sig").split("\r\n")[1] == "-5,-1234.50,'-7,0.125"
    assert read(as_xlsx(columns, rows))[1] == ("-5", "-1234.5", "-7", "0.125")
    assert read(as_csv(columns, rows))[1] == ("-5", "-1234.50", "-7", "0.125")


def test_money_has_two_places_and_too_long_numbers_are_text():
    content = as_xlsx(
        [Column("金额", ColumnKind.MONEY), Column("号")], [[Decimal("12.00"), 12345678901234567]]
    )
    assert "#,##0.00" in sheet_xml(content, "xl/styles.xml")
    assert read(content)[1] == ("12", "12345678901234567")
    exact = Decimal("12345678901234567.89")
    assert read(as_xlsx([Column("金额", ColumnKind.MONEY)], [[exact]]))[1] == ("12345678901234567.89",)


def test_days_and_instants_are_days_and_instants_of_the_store():
    eve = datetime.combine(date(2026, 11, 23), clock(16, 30), tzinfo=UTC)
    columns = [
        Column("日", ColumnKind.DATE),
        Column("时", ColumnKind.INSTANT),
        Column("日二", ColumnKind.DATE),
    ]
    rows = [[date(2026, 11, 24), eve, eve], [date(1899, 1, 1), None, None]]
    for write in (as_xlsx, as_csv):
        assert read(write(columns, rows))[1:3] == [
            ("2026-11-24", "2026-11-24 00:30:00", "2026-11-24"),
            ("1899-01-01", *([""] * 2 if write is as_csv else [])),
        ]
    assert "<v>46350</v>" in sheet_xml(as_xlsx(columns, rows))


def test_truth_and_nothing():
    assert read(as_xlsx([Column("甲"), Column("乙"), Column("丙")], [[True, False, None]]))[1] == ("是", "否")
    assert read(as_csv([Column("甲"), Column("乙"), Column("丙")], [[True, False, None]]))[1] == (
        "是",
        "否",
        "",
    )


def test_the_watermark_is_a_line_above_and_no_record():
    for write in (as_xlsx, as_csv):
        content = write(TEXTS, [("1", "好")], watermark="孙知行 2026-11-24 08:30 导出")
        assert read(content)[0][0] == "孙知行 2026-11-24 08:30 导出"
        with open_ledger(content) as ledger:
            table = ledger.table()
            assert table.headings == ("编号", "内容")
            assert [row.cells for row in table.rows] == [("1", "好")]


def test_the_head_stays_in_sight():
    assert '<pane ySplit="1"' in sheet_xml(as_xlsx(TEXTS, []))
    assert '<pane ySplit="2"' in sheet_xml(as_xlsx(TEXTS, [], watermark="谁"))


def test_what_has_no_plain_text_is_refused():
    class Sealed:
        def __str__(self) -> str:
            return "161****0005"

    for write in (as_xlsx, as_csv):
        with pytest.raises(TypeError, match="不能导出"):
            write(TEXTS, [("1", Sealed())])


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut():
    with pytest.raises(NotWritable, match="第 2 行“内容”有 40000 字"):
        as_xlsx(TEXTS, [("1", "长" * 40_000)])


def test_a_row_of_the_wrong_width_is_a_mistake_of_ours():
    for write in (as_xlsx, as_csv):
        with pytest.raises(ValueError, match="zip"):
            write(TEXTS, [("1",)])


def test_signs_that_no_spreadsheet_holds_are_left_out():
    for write in (as_xlsx, as_csv):
        assert read(write(TEXTS, [("1", "甲\0\x08乙\ud800\uffff")]))[1] == ("1", "甲乙\ufffd")


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    stream = io.BytesIO()
    assert write_sheet(stream, "台账", TEXTS, [(str(n), "x") for n in range(9)]) == 9
    with open_ledger(stream.getvalue()) as ledger:
        assert ledger.sheets == ("台账", "台账 (2)", "台账 (3)")
        assert [row.cells[0] for table in ledger.tables() for row in table.rows] == [str(n) for n in range(9)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("台账", "台账"),
        ("a/b\\c:d*e?f[g]", "a b c d e f g"),
        ("", "表"),
        ("'x'", "x"),
        ("History", "表"),
        ("长" * 40, "长" * 31),
    ],
)
def test_sheet_titles_are_such_as_spreadsheets_allow(title, name):
    assert sheet_title(title) == name
    stream = io.BytesIO()
    assert write_sheet(stream, title, TEXTS, []) == 0


def test_rows_are_taken_one_at_a_time():
    taken = []

    def rows():
        for n in range(3):
            taken.append(n)
            yield (str(n), timedelta(0) if n == 2 else "x")

    with pytest.raises(TypeError):
        as_csv(TEXTS, rows())
    assert taken == [0, 1, 2]
