"""What a clerk reads in one cell: signs as people type them, dates, numbers, mileage."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from dateutil.parser import parserinfo

from zhangdian.foundation.kernel.later import Later

cn2an = Later("cn2an")
_ENGLISH: Final = parserinfo()

_DROPPED: Final = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x00AD], None
)
_HALF: Final[dict[int, str | None]] = {
    **{sign: chr(sign - 0xFEE0) for sign in range(0xFF01, 0xFF5F)},
    **dict.fromkeys([0x3000, 0x00A0, 0x202F, 0x205F, *range(0x2000, 0x200B)], " "),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-"),
    ord("￥"): "¥",
    **_DROPPED,
}


def half_width(text: str) -> str:
    """Full-width signs, odd blanks and dashes as their plain ones; invisible signs dropped."""
    return text if text.isascii() else text.translate(_HALF)


_MOST_SIGNS: Final = 100


class CellUnreadable(ValueError):
    """The cell cannot be read as what its column holds; the text says why and what to write instead."""


# -- dates ------------------------------------------------------------------------------------------------

_FIRST_SERIAL: Final = date(1899, 12, 30)  # Excel's day 0, as counted from 1900-03-01 onward
_CLOCK: Final = r"(?:\s*T?\s*(?:上午|下午|AM|PM)?\s*\d{1,2}[:时]\d{1,2}.*)?"
_PARTED: Final = re.compile(
    rf"(\d{{4}}|\d{{2}})\s*([-/.年_\\])\s*(\d{{1,2}})\s*[-/.月_\\]\s*(\d{{1,2}})\s*[日号]?{_CLOCK}", re.ASCII
)
_WRITTEN: Final = re.compile(
    r"([〇零一二三四五六七八九]{4}|\d{4})\s*年\s*([一二三四五六七八九十]{1,2}|\d{1,2})\s*月"
    r"\s*([一二三四五六七八九十廿卅]{1,3}|\d{1,2})\s*[日号]?",
    re.ASCII,
)
# A month that is named cannot be mistaken for a day: 8-Mar-21, 8 March 2021; Mar 8, 2021; 2021-Mar-8.
_NAMED: Final = tuple(
    re.compile(f"(?:(?P<weekday>[A-Z]{{3,9}})\\.?,?\\s*)??{order}{_CLOCK}", re.ASCII)
    for order in (
        r"(?P<day>\d{1,2})(?:ST|ND|RD|TH)?[-/.,\s]*(?P<month>[A-Z]{3,9})[-/.,\s]*(?P<year>\d{4}|\d{2})",
        r"(?P<month>[A-Z]{3,9})[-/.\s]*(?P<day>\d{1,2})(?:ST|ND|RD|TH)?[-/.,\s]+(?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})[-/.,\s]*(?P<month>[A-Z]{3,9})[-/.,\s]*(?P<day>\d{1,2})",
    )
)
_MONTH_FIRST: Final = re.compile(r"\d{1,2}[-/._\\]\d{1,2}[-/._\\]\d{4}.*", re.ASCII)
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?|\s+.*)?", re.ASCII)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_WEEKDAY: Final = re.compile(r"[(（]?\s*(?:星期|周)[一二三四五六日天]\s*[)）]?")
_HOW_DATES: Final = "请写成 2026-11-24 这样的日期"


def read_date(text: str) -> date:
    """The day that a cell names, in any spelling that stores use; Excel serials are days since 1899-12-30."""
    _must_be_short(text, "日期")
    plain = _WEEKDAY.sub("", half_width(text)).strip().upper()
    if not plain:
        raise CellUnreadable(f"日期是空的：{_HOW_DATES}")
    if parted := _PARTED.fullmatch(plain):
        return _day(text, _year(parted[1]), int(parted[3]), int(parted[4]))
    if named := _named(plain):
        return _day(text, *named)
    if written := _WRITTEN.fullmatch(plain.replace("○", "〇")):
        return _day(text, *map(_from_chinese, written.groups()))
    if packed := _PACKED.fullmatch(plain):
        return _day(text, int(packed[1]), int(packed[2]), int(packed[3]))
    if serial := _SERIAL.fullmatch(plain):
        return _in_century(text, _FIRST_SERIAL + timedelta(days=int(serial[1])))
    if _MONTH_FIRST.fullmatch(plain):
        raise CellUnreadable(f"“{text}”分不清哪个是月、哪个是日：{_HOW_DATES}")
    raise CellUnreadable(f"“{_short(text)}”不是日期：{_HOW_DATES}")


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _named(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day, where the month is an English name."""
    for pattern in _NAMED:
        found = pattern.fullmatch(plain)
        if not found or (found["weekday"] and _ENGLISH.weekday(found["weekday"]) is None):
            continue
        if month := _ENGLISH.month(found["month"]):
            return _year(found["year"]), month, int(found["day"])
    return None


def _from_chinese(number: str) -> int:
    """二〇二一, 三十一, 31; what is no number at all is a zero, which no calendar has."""
    try:
        return int(number) if number.isascii() else int(cn2an.cn2an(number, "smart"))
    except ValueError:
        return 0


def _day(text: str, year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise CellUnreadable(f"“{text}”里没有 {month} 月：{_HOW_DATES}")
    try:
        return _in_century(text, date(year, month, day))
    except CellUnreadable:
        raise
    except ValueError:
        raise CellUnreadable(f"“{text}”：{year} 年 {month} 月没有 {day} 日，请核对") from None


def _in_century(text: str, day: date) -> date:
    if not 1900 <= day.year <= 2100:
        raise CellUnreadable(f"“{text}”是 {day.year} 年，不在 1900 至 2100 年之间，请核对")
    return day


# -- numbers ----------------------------------------------------------------------------------------------

_NUMBER: Final = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d+)?(\.\d*)?", re.ASCII)
_LEAD: Final = re.compile(r"^(?:人民币|RMB|CNY|¥)\s*|^([+-])\s*(?:人民币|RMB|CNY|¥)\s*", re.IGNORECASE)
_TAIL: Final = re.compile(r"(?:元整|圆整|元|圆|RMB|CNY)$", re.IGNORECASE)
_TEN_THOUSAND: Final = Decimal(10_000)


def read_decimal(text: str) -> Decimal:
    """The number that a cell names: commas at thousands, yuan signs, 万, brackets for less than zero."""
    _must_be_short(text, "数字")
    plain = _LEAD.sub(lambda found: found[1] or "", half_width(text).strip())
    plain = _TAIL.sub("", plain).replace(" ", "")
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    factor = _TEN_THOUSAND if plain.endswith("万") else Decimal(1)
    plain = plain.removesuffix("万").replace("，", ",")
    found = _NUMBER.fullmatch(plain)
    if not found or not (found[2] or (found[3] or "").strip(".")):
        raise CellUnreadable(f"“{_short(text)}”不是数字：{_how_number(plain)}")
    if len(plain) > 30:
        raise CellUnreadable(f"“{_short(text)}”有 {len(plain)} 位，超过 30 位，请核对")
    try:
        return Decimal(plain.replace(",", "")) * factor
    except InvalidOperation:
        raise CellUnreadable(f"“{_short(text)}”不是数字：请只填数字，例如 1234.50") from None


def _how_number(plain: str) -> str:
    if not plain:
        return "单元格是空的，没有数就填 0"
    if re.fullmatch(r"[+-]?\d+(\.\d+)?E[+-]?\d+", plain, re.IGNORECASE | re.ASCII):
        return "科学计数法会丢位，请把该列改成“数值”格式后重新导出"
    if "%" in plain:
        return "这一列不收百分数，请填数值"
    if "," in plain:
        return "逗号不在千分位上，请去掉逗号或核对小数点"
    return "请只填数字，例如 1234.50"


def read_km(text: str) -> int:
    """Whole kilometres on the meter: 12500, 12,500 公里, 12.5万, 1.25 万公里; less than one is cut."""
    _must_be_short(text, "里程")
    plain = half_width(text).strip().lower()
    plain = re.sub(r"\s*(?:公里|千米|km|k\.m\.)$", "", plain)
    if re.search(r"(?:英里|mile|mi|里|米)s?$", plain):
        raise CellUnreadable(f"里程“{_short(text)}”不是公里数：请换算成公里后填写")
    try:
        km = read_decimal(plain)
    except CellUnreadable as why:
        raise CellUnreadable(f"里程{why}") from None
    if km < 0:
        raise CellUnreadable(f"里程“{_short(text)}”小于 0：请照仪表读数填写")
    return int(km)


def _must_be_short(text: str, what: str) -> None:
    """No day and no number needs a hundred signs; what is longer is not even searched."""
    if len(text) > _MOST_SIGNS:
        raise CellUnreadable(f"“{_short(text)}”有 {len(text)} 字，不是{what}：请核对是否错列")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
