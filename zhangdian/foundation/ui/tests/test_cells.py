"""One cell is read as a careful clerk would read it, or refused with a sentence."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.foundation.ui.cells import CellUnreadable, half_width, read_date, read_decimal, read_km


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026/11/24",
        "2026.11.24",
        "2026年11月24日",
        "2026年11月24",
        "2026 年 11 月 24 日",
        "20261124",
        "26-11-24",
        "26/11/24",
        "46350",
        "46350.354",
        "2026-11-24 08:30:00",
        "2026-11-24T08:30:00",
        "2026-11-24T08:30:00+08:00",
        "2026/11/24 8:30",
        "2026-11-24 上午 8:30",
        "2026年11月24日 8时30分",
        "20261124083000",
        "20261124 083000",
        "２０２６－１１－２４",
        "２０２６年１１月２４日",
        " 2026-11-24\u3000",
        "2026-11-24(星期二)",
        "2026年11月24日 周二",
        "2026–11–24",
        "2026年11月24号",
        "2026_11_24",
        "2026\\11\\24",
        "２０２６＿１１＿２４",
        "24-Nov-26",
        "24-NOV-2026",
        "24 November 2026",
        "24th Nov 2026",
        "Nov 24, 2026",
        "Nov. 24, 26",
        "November 24 2026",
        "Tuesday, November 24, 2026",
        "2026-Nov-24",
        "24-Nov-26 8:30",
        "二〇二六年十一月二十四日",
        "二零二六年十一月廿四号",
        "二○二六年十一月二十四日",
        "2026年十一月24日",
        "二〇二六年十一月二十四日 星期二",
    ],
)
def test_a_day_in_every_spelling(text):
    assert read_date(text) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/1/5", date(2026, 1, 5)),
        ("2026.1.5", date(2026, 1, 5)),
        ("2026年1月5日", date(2026, 1, 5)),
        ("26-1-5", date(2026, 1, 5)),
        ("69-1-5", date(2069, 1, 5)),
        ("70-1-5", date(1970, 1, 5)),
        ("2024-02-29", date(2024, 2, 29)),
        ("36526", date(2000, 1, 1)),
        ("2021年3月8号", date(2021, 3, 8)),
        ("8-Mar-21", date(2021, 3, 8)),
        ("Mar 8, 2021", date(2021, 3, 8)),
        ("2021_3_8", date(2021, 3, 8)),
        ("2021\\3\\8", date(2021, 3, 8)),
        ("二〇二一年三月八日", date(2021, 3, 8)),
        ("一九九八年十月三十一日", date(1998, 10, 31)),
        ("二〇二〇年一月十日", date(2020, 1, 10)),
        ("1-Sept-69", date(2069, 9, 1)),
        ("1-May-70", date(1970, 5, 1)),
    ],
)
def test_other_days(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-13-01", "没有 13 月"),
        ("2026-02-30", "2026 年 2 月没有 30 日"),
        ("2026-00-10", "没有 0 月"),
        ("2026-1-0", "没有 0 日"),
        ("2025-02-29", "没有 29 日"),
        ("20261324", "没有 13 月"),
        ("30-Feb-21", "2021 年 2 月没有 30 日"),
        ("Feb 29, 2025", "没有 29 日"),
        ("31-Mai-21", "不是日期"),
        ("8-Mar", "不是日期"),
        ("About Mar 8, 2021", "不是日期"),
        ("Mar-21", "不是日期"),
        ("2021年2月30号", "没有 30 日"),
        ("二〇二一年二月三十日", "2021 年 2 月没有 30 日"),
        ("二〇二一年十三月一日", "没有 13 月"),
        ("二〇二一年三月三十二日", "没有 32 日"),
        ("二〇二一年三月十十日", "没有 0 日"),
        ("2021_13_8", "没有 13 月"),
        ("8_3_2021", "分不清哪个是月"),
        ("", "是空的"),
        ("  ", "是空的"),
        ("5/1/2026", "分不清哪个是月"),
        ("2026年1月", "不是日期"),
        ("明天", "不是日期"),
        ("1026-11-24", "1026 年"),
        ("0000-00-00", "没有 0 月"),
        ("0000-01-01", "请"),
        ("9999-12-31", "9999 年"),
        ("1" * 5000, "5000 字，不是日期"),
        ("2026-11-24 晚上", "不是日期"),
        ("99999", "2173 年"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(text, says):
    with pytest.raises(CellUnreadable, match=says) as refused:
        read_date(text)
    assert "请" in str(refused.value)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("1,234,567.89", "1234567.89"),
        ("12,3456", "123456"),
        ("￥1,234.50", "1234.50"),
        ("¥ 88", "88"),
        ("1234元", "1234"),
        ("1234.50元整", "1234.50"),
        ("人民币 20元", "20"),
        ("RMB 20", "20"),
        ("-1,234.50", "-1234.50"),
        ("-￥5", "-5"),
        ("￥-5", "-5"),
        ("(123.00)", "-123.00"),
        ("（123.00）", "-123.00"),
        ("+7", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("１，２３４．５", "1234.5"),
        ("1.2万", "12000"),
        ("1.2万元", "12000"),
        ("0", "0"),
        ("007", "7"),
    ],
)
def test_numbers_as_ledgers_write_them(text, number):
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "是空的"),
        (".", "不是数字"),
        ("-", "不是数字"),
        ("abc", "不是数字"),
        ("NaN", "不是数字"),
        ("Infinity", "不是数字"),
        ("1e400", "科学计数法"),
        ("1.2E+05", "科学计数法"),
        ("12%", "百分数"),
        ("1,23", "千分位"),
        ("1,2345,67", "千分位"),
        ("1.2.3", "不是数字"),
        ("--5", "不是数字"),
        ("9" * 40, "超过 30 位"),
        ("1" + " " * 100_000 + "x", "不是数字"),
        ("٣", "不是数字"),
    ],
)
def test_what_is_no_number_is_refused(text, says):
    with pytest.raises(CellUnreadable, match=says):
        read_decimal(text)


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("12500", 12500),
        ("12,500", 12500),
        ("12500公里", 12500),
        ("12500 km", 12500),
        ("12500KM", 12500),
        ("12.5万", 125000),
        ("12.5万公里", 125000),
        ("1.25 万公里", 12500),
        ("12500.9", 12500),
        ("１２５００", 12500),
        ("0", 0),
    ],
)
def test_mileage_in_every_spelling(text, km):
    assert read_km(text) == km


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "里程单元格是空的|里程.*空"),
        ("-5", "小于 0"),
        ("5000英里", "不是公里数"),
        ("5000 miles", "不是公里数"),
        ("很多", "不是数字"),
    ],
)
def test_what_is_no_mileage_is_refused(text, says):
    with pytest.raises(CellUnreadable, match=says):
        read_km(text)


@given(st.text(max_size=30))
def test_half_width_twice_is_as_once(text):
    assert half_width(half_width(text)) == half_width(text)


@given(
    st.text(max_size=30)
    | st.text(alphabet="0123456789-/.,年月日 :T万元￥()E+%公里", max_size=20)
    | st.from_regex(r"\d{1,9}[-/.年]\d{1,3}[-/.月]\d{1,3}日?", fullmatch=True)
)
def test_nothing_but_a_refusal_escapes(text):
    for read in (read_date, read_decimal, read_km):
        with suppress(CellUnreadable):
            read(text)


def written(day):
    """The day in Chinese numerals."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    month, number = (cn2an.an2cn(each) for each in (day.month, day.day))
    return f"{year}年{month}月{number}日"


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_day_reads_back(day):
    for spelling in (
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%y/%m/%d}",
        f"{day:%d-%b-%y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.year}_{day.month}_{day.day}",
        written(day),
    ):
        assert read_date(spelling) == day
    if day >= date(1982, 1, 1):
        assert read_date(str((day - date(1899, 12, 30)).days)) == day
