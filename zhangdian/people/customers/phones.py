"""Telephone numbers as stores hold them: mobiles, land lines, service numbers; their mask."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from zhangdian.foundation.ui.cells import half_width

_MOBILE: Final = re.compile(
    r"1[3-9]\d{9}", re.ASCII
)  # a look only: 161 is not in use and marks invented people
_LAND_LINE: Final = re.compile(r"(010|02\d|0[03-9]\d\d)-?(\d{7,8})(?:-(\d{1,6}))?", re.ASCII)
_SERVICE: Final = re.compile(r"([48]00)-?(\d{3})-?(\d{4})|9[56]\d{3,4}", re.ASCII)
_ABROAD: Final = re.compile(r"\+(?!86)[1-9]\d{6,14}", re.ASCII)
_HOME: Final = re.compile(r"^(?:\+|00)86-?|^86(?=1[3-9]\d{9}$)", re.ASCII)
_FLOAT: Final = re.compile(r"(\d+)\.0*", re.ASCII)
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE | re.ASCII)
_EXTENSION: Final = re.compile(r"(?:转|EXT\.?|分机|#)+", re.IGNORECASE)


class PhoneKind(StrEnum):
    """What kind of number it is; only a mobile takes short messages."""

    MOBILE = "mobile"
    LAND_LINE = "land_line"
    SERVICE = "service"
    ABROAD = "abroad"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    PhoneKind.MOBILE: "手机",
    PhoneKind.LAND_LINE: "固定电话",
    PhoneKind.SERVICE: "客服电话",
    PhoneKind.ABROAD: "境外电话",
}


class PhoneRefused(ValueError):
    """The text is no telephone number; the sentence says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that may be kept: a mobile as eleven digits, a land line as 0571-88888888-801."""

    text: str
    kind: PhoneKind

    @property
    def takes_messages(self) -> bool:
        return self.kind is PhoneKind.MOBILE


def normalise(text: str) -> str:
    """Half width, without blanks, brackets, +86 and the .0 of a spreadsheet; hyphens only between parts."""
    plain = half_width(text).strip().strip("'\"`").strip()
    if whole := _FLOAT.fullmatch(plain):
        plain = whole[1]
    elif _SCIENTIFIC.fullmatch(plain):
        plain = _whole(plain)
    plain = _EXTENSION.sub("-", plain)
    plain = re.sub(r"[\s·•.]+", "", plain)
    plain = re.sub(r"[()_/]+|-+", "-", plain).strip("-")
    plain = _HOME.sub("", re.sub("-+", "-", plain))
    joined = plain.replace("-", "")
    if _MOBILE.fullmatch(joined) or joined.startswith("+"):
        return joined
    if land := _LAND_LINE.fullmatch(plain):
        return "-".join(part for part in land.groups() if part)
    if service := _SERVICE.fullmatch(plain):
        return "-".join(part for part in service.groups() if part) or plain
    return plain


def _whole(scientific: str) -> str:
    """The digits of 1.6110000005E10 when none is lost, else the text as it is."""
    mantissa, power = re.split("[Ee]", scientific)
    shown = len(mantissa.replace(".", "")) - 1
    return str(int(Decimal(scientific))) if shown >= int(power) <= 15 else scientific


def judge(text: str) -> Phone:
    """The number and its kind, or a refusal that says what is wrong."""
    number = normalise(text)
    for kind, pattern in (
        (PhoneKind.MOBILE, _MOBILE),
        (PhoneKind.LAND_LINE, _LAND_LINE),
        (PhoneKind.SERVICE, _SERVICE),
        (PhoneKind.ABROAD, _ABROAD),
    ):
        if pattern.fullmatch(number):
            return Phone(number, kind)
    raise PhoneRefused(_what_is_wrong(text.strip(), number))


def _shown(typed: str) -> str:
    """What a refusal may repeat: refusals reach error lists and logs, so no full number stands in them."""
    return re.sub(r"(?<=\d{3})\d(?=\d{4})", "*", half_width(typed)[:40])


def _what_is_wrong(typed: str, number: str) -> str:
    shown = _shown(typed)
    if not number:
        return "电话是空的：请填手机号；没有电话请写明原因"
    if _SCIENTIFIC.fullmatch(half_width(typed)):
        return f"电话“{shown}”是科学计数法，后几位已经丢失：请把该列设为文本后重新导出"
    if len(_MOBILE.findall(re.sub(r"\D", " ", half_width(typed)))) > 1:
        return f"“{shown}”一格里有两个号码：请分成两列，或只留常用的一个"
    if found := re.search(r"[^0-9+\-]", number):
        return f"电话“{shown}”里有“{found[0]}”：请只填数字"
    digits = number.replace("-", "")
    if digits.startswith("1"):
        if len(digits) != 11:
            way = f"少 {11 - len(digits)}" if len(digits) < 11 else f"多 {len(digits) - 11}"
            return f"手机号“{shown}”是 {len(digits)} 位，{way} 位：请与客户核对"
        return f"手机号“{shown}”以 {digits[:2]} 开头，没有这样的号段：请与客户核对"
    if len(digits) in {7, 8} and not digits.startswith("0"):
        return f"固定电话“{shown}”没有区号：请写成 0000-1234567 的样子"
    return f"“{shown}”不是电话号码：手机 11 位以 1 开头，固定电话带区号，请核对"


def mask(text: str) -> str:
    """161****0005; of a land line the last three digits stay (domain/privacy_security.md §3)."""
    if _MOBILE.fullmatch(text):
        return f"{text[:3]}****{text[7:]}"
    if _LAND_LINE.fullmatch(text):
        area, rest = text.split("-", 1) if "-" in text else (text[:4], text[4:])
        return f"{area}-****{rest[-3:]}"
    return "*" * max(0, len(text) - 2) + text[-2:] if len(text) > 4 else "*" * len(text)


def tail(text: str, digits: int = 4) -> str:
    """The last digits, by which customers are found at the desk."""
    return re.sub(r"\D", "", text)[-digits:]
