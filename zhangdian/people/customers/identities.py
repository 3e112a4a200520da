"""Identity numbers of people and companies: resident ID (GB 11643), unified social credit code (GB 32100)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from zhangdian.foundation.ui.cells import half_width

_RESIDENT: Final = re.compile(r"[0-9]{17}[0-9X]")
_CREDIT: Final = re.compile(r"[1-9ANY][0-9A-HJ-NP-RT-UW-Y][0-9]{6}[0-9A-HJ-NP-RT-UW-Y]{10}")
_PROVINCES: Final = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_UPPER: Final = {small: small - 32 for small in range(ord("a"), ord("z") + 1)}


class IdentityRefused(ValueError):
    """The text is no identity number; the sentence says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A resident's number; `doubt` is a sentence for the clerk, empty when there is none."""

    text: str
    born_on: date
    is_female: bool
    doubt: str = ""


def normalise(text: str) -> str:
    """Half width, capitals, without blanks and hyphens."""
    return re.sub(r"[\s\-·.'_/]+", "", half_width(text)).translate(_UPPER)


def judge_resident(text: str, *, on: date | None = None) -> ResidentId:
    """The resident ID with birthday (not after `on`) and sex; an unknown county is a doubt, not a fault."""
    number = normalise(text)
    typed = mask(number[:24])
    if not number:
        raise IdentityRefused("身份证号是空的：请照身份证录入 18 位号码")
    if re.fullmatch(r"[0-9]{15}", number):
        raise IdentityRefused(f"身份证号“{typed}”是 15 位的旧号，已经停用：请照二代身份证录入 18 位号码")
    if len(number) != 18:
        raise IdentityRefused(f"身份证号“{typed}”是 {len(number)} 位，应为 18 位：请照身份证核对")
    if not _RESIDENT.fullmatch(number):
        raise IdentityRefused(f"身份证号“{typed}”里有不该有的字：前 17 位是数字，末位是数字或 X，请核对")
    if number[-1] != ric.calc_check_digit(number):
        raise IdentityRefused(f"身份证号“{typed}”的校验位不对：至少有一位录错，请逐位核对")
    foreign = number[0] == "9"  # permanent residence card for foreigners, 2023 form
    if not foreign and number[:2] not in _PROVINCES:
        raise IdentityRefused(f"身份证号“{typed}”开头的 {number[:2]} 不是省份代码：请照身份证核对")
    born_on = _birthday(typed, number, on)
    known = foreign or _county_is_known(number)
    doubt = "" if known else f"身份证号“{typed}”的区县代码不在目录里：已收下，请再核对前 6 位"
    return ResidentId(number, born_on, int(number[16]) % 2 == 0, doubt)


def _birthday(typed: str, number: str, on: date | None) -> date:
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdentityRefused(f"身份证号“{typed}”里的出生日期不存在：请照身份证核对第 7 至 14 位") from None
    if born_on.year < 1880 or (on is not None and born_on > on):
        raise IdentityRefused(f"身份证号“{typed}”里的出生日期不合情理：请照身份证核对第 7 至 14 位")
    return born_on


def _county_is_known(number: str) -> bool:
    """Whether the list has the county; python-stdnum raises KeyError for a known province, unknown county."""
    try:
        ric.get_birth_place(number)
    except (KeyError, ValidationError):
        return False
    return True


def judge_credit_code(text: str) -> str:
    """The unified social credit code of a company, or a refusal."""
    code, typed = normalise(text), text.strip()[:30]
    if not code:
        raise IdentityRefused("统一社会信用代码是空的：请照营业执照录入 18 位代码")
    if len(code) != 18:
        raise IdentityRefused(f"统一社会信用代码“{typed}”是 {len(code)} 位，应为 18 位：请照营业执照核对")
    if found := re.search("[IOSVZ]", code):
        raise IdentityRefused(
            f"统一社会信用代码“{typed}”里有 {found[0]}，代码不用 I、O、S、V、Z：请照执照核对"
        )
    if not _CREDIT.fullmatch(code):
        raise IdentityRefused(f"统一社会信用代码“{typed}”不合编排：第 3 至 8 位应是数字，请照营业执照核对")
    if code[-1] != uscc.calc_check_digit(code[:-1]):
        raise IdentityRefused(f"统一社会信用代码“{typed}”的校验位不对：至少有一位录错，请照营业执照核对")
    return code


def mask(text: str) -> str:
    """1101**********002X: first and last four signs stay (domain/privacy_security.md §3)."""
    return f"{text[:4]}{'*' * (len(text) - 8)}{text[-4:]}" if len(text) > 10 else "*" * len(text)
