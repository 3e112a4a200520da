"""Vehicle identification numbers: 17 signs, check digit, model year, maker (GB 16735, insurance.md §11.2)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from vininfo import Vin as VininfoVin

from zhangdian.foundation.ui.cells import half_width

LENGTH: Final = 17
_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VALUES: Final = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    **{"P": 7, "R": 9},
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
_YEAR_CODES: Final = "ABCDEFGHJKLMNPRSTVWXY123456789"  # A is 1980, 2010, 2040
_FIRST_YEAR: Final = 1980
_LOOK_ALIKES: Final = str.maketrans("OQI", "001")
_MADE_IN_CHINA: Final = frozenset("LH")
_MUST_CHECK_ABROAD: Final = frozenset("12345")  # North America has the same rule, but old cars break it
_SEPARATORS: Final = re.compile(r"[\s·•.,'\-_/*|]+")
_UPPER: Final = {small: small - 32 for small in range(ord("a"), ord("z") + 1)}


class VinRefused(ValueError):
    """The text is no VIN; `suggestion` is the number that was probably meant, or empty."""

    def __init__(self, sentence: str, suggestion: str = "") -> None:
        super().__init__(sentence)
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Vin:
    """A number that may be kept; `doubt` is a sentence for the clerk, empty when there is none."""

    text: str
    maker: str = ""
    doubt: str = ""

    @property
    def is_made_in_china(self) -> bool:
        return self.text[0] in _MADE_IN_CHINA

    def model_year(self, on: date) -> int | None:
        """The newest model year that position 10 can mean on that day; cars come out up to a year ahead."""
        return model_year(self.text, on)


def normalise(text: str) -> str:
    """Half width, capitals, without blanks and hyphens; nothing is judged yet."""
    return _SEPARATORS.sub("", half_width(text)).translate(_UPPER)


def check_digit(vin: str) -> str:
    """The sign that belongs at position 9: weighted sum mod 11, ten is X."""
    left = sum(_VALUES[sign] * weight for sign, weight in zip(vin, _WEIGHTS, strict=True)) % 11
    return "X" if left == 10 else str(left)


def checks(vin: str) -> bool:
    """Whether position 9 is the right check digit."""
    return vin[8] == check_digit(vin)


def judge(text: str) -> Vin:
    """The VIN and its maker; a car made in China must pass the check digit, others pass with a doubt."""
    vin = normalise(text)
    typed = text.strip()[:30]
    if not vin:
        raise VinRefused("车架号是空的：请照行驶证或风挡左下角录入 17 位车架号")
    if found := re.search("[^A-Z0-9]", vin):
        raise VinRefused(f"车架号“{typed}”里有“{found[0]}”：车架号只有字母和数字，请重录")
    if len(vin) != LENGTH:
        way = f"少 {LENGTH - len(vin)}" if len(vin) < LENGTH else f"多 {len(vin) - LENGTH}"
        raise VinRefused(f"车架号“{typed}”是 {len(vin)} 位，{way} 位：请照行驶证核对")
    if found := re.search("[IOQ]", vin):
        raise _look_alike(typed, vin, found)
    if not checks(vin):
        return _failed_check(typed, vin)
    return Vin(vin, maker(vin), _doubt(vin))


def _look_alike(typed: str, vin: str, found: re.Match[str]) -> VinRefused:
    mended = vin.translate(_LOOK_ALIKES)
    sentence = f"车架号“{typed}”第 {found.start() + 1} 位是字母 {found[0]}，车架号不用 I、O、Q"
    if checks(mended):
        return VinRefused(f"{sentence}：是不是 {mended}？请照行驶证核对", mended)
    return VinRefused(f"{sentence}：请照行驶证核对")


def _failed_check(typed: str, vin: str) -> Vin:
    if vin[0] in _MADE_IN_CHINA:
        raise VinRefused(
            f"车架号“{typed}”的校验位（第 9 位）是 {vin[8]}，按其余各位应为 {check_digit(vin)}："
            "至少有一位录错，请照行驶证逐位核对"
        )
    why = "北美车应有校验位" if vin[0] in _MUST_CHECK_ABROAD else "部分进口车没有校验位"
    return Vin(vin, maker(vin), f"进口车架号“{vin}”没有通过校验（{why}）：已收下，请照行驶证再核对一遍")


def _doubt(vin: str) -> str:
    if vin[0] not in _MADE_IN_CHINA:
        return ""
    if vin[9] not in _YEAR_CODES:
        return f"车架号“{vin}”第 10 位 {vin[9]} 不是年份代码：请照行驶证再核对一遍"
    if not vin[-4:].isdigit():
        return f"车架号“{vin}”末四位不全是数字：请照行驶证再核对一遍"
    return ""


def model_year(vin: str, on: date) -> int | None:
    """The newest year, at most one after `on`, that the code at position 10 stands for (30-year cycle)."""
    place = _YEAR_CODES.find(vin[9])
    if place < 0:
        return None
    cycles = (on.year + 1 - _FIRST_YEAR - place) // 30
    return _FIRST_YEAR + place + 30 * cycles if cycles >= 0 else None


def maker(vin: str) -> str:
    """The maker's name by the first three signs, where vininfo knows it; empty otherwise."""
    name = str(VininfoVin(vin).manufacturer or "")
    return "" if name.startswith("Unsupported") else name


def mask(text: str) -> str:
    """The VIN on screens that customers see: the middle eight signs hidden (privacy_security.md §3)."""
    return f"{text[:5]}{'*' * 8}{text[13:]}" if len(text) == LENGTH else "*" * len(text)


def tail(text: str, signs: int = 6) -> str:
    """The last signs, as people read a VIN aloud."""
    return normalise(text)[-signs:]
