"""Number plates of the mainland: normalised, judged, split for drawing (GA 36-2018, insurance.md §11.1)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from zhangdian.foundation.ui.cells import half_width

PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# Electric first, then what also burns fuel; GA 36-2018 opens them in this order.
ENERGY_LETTERS: Final = "DABCEFGHJK"
_ELECTRIC: Final = frozenset("DABCE")
# 粤Z is the letter for cars of Hong Kong and Macau; 宁Z stands in for every letter in the invented store.
_BORDER: Final = "(?:粤Z|宁Z)"
_NO_PLATE: Final = re.compile("(?:[-/]*|无|无牌|无车牌|没有|暂无|未上牌|待上牌|未挂牌|新车|NULL|NONE|N/A)")
_SEPARATORS: Final = re.compile(r"[\s·•・‧∙⋅●.。,'\-_*|]+")


class PlateKind(StrEnum):
    """The kind of a plate; it decides colour, signs and whether charging is asked at reception."""

    ORDINARY = "ordinary"
    SMALL_NEW_ENERGY = "small_new_energy"
    LARGE_NEW_ENERGY = "large_new_energy"
    POLICE = "police"
    LEARNER = "learner"
    TRAILER = "trailer"
    HONG_KONG = "hong_kong"
    MACAU = "macau"
    EMBASSY = "embassy"
    CONSULATE = "consulate"
    MILITARY = "military"
    ARMED_POLICE = "armed_police"
    RESCUE = "rescue"
    CIVIL_AVIATION = "civil_aviation"
    FARM_MACHINE = "farm_machine"
    TEMPORARY = "temporary"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    PlateKind.ORDINARY: "普通号牌",
    PlateKind.SMALL_NEW_ENERGY: "小型新能源号牌",
    PlateKind.LARGE_NEW_ENERGY: "大型新能源号牌",
    PlateKind.POLICE: "警用号牌",
    PlateKind.LEARNER: "教练车号牌",
    PlateKind.TRAILER: "挂车号牌",
    PlateKind.HONG_KONG: "香港入出境号牌",
    PlateKind.MACAU: "澳门入出境号牌",
    PlateKind.EMBASSY: "使馆号牌",
    PlateKind.CONSULATE: "领馆号牌",
    PlateKind.MILITARY: "军队号牌",
    PlateKind.ARMED_POLICE: "武警号牌",
    PlateKind.RESCUE: "应急救援号牌",
    PlateKind.CIVIL_AVIATION: "民航号牌",
    PlateKind.FARM_MACHINE: "农业机械号牌",
    PlateKind.TEMPORARY: "临时行驶车号牌",
}


class PlateRefused(ValueError):
    """The text is no plate; the sentence says which sign is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate that may be kept; `doubt` is a sentence for the clerk, empty when there is none."""

    text: str
    kind: PlateKind
    doubt: str = ""

    @property
    def is_new_energy(self) -> bool:
        return self.kind in {PlateKind.SMALL_NEW_ENERGY, PlateKind.LARGE_NEW_ENERGY}

    @property
    def is_electric(self) -> bool:
        """Battery only (D A B C E); the other new energy letters also burn fuel."""
        letter = {PlateKind.SMALL_NEW_ENERGY: 2, PlateKind.LARGE_NEW_ENERGY: 7}.get(self.kind)
        return letter is not None and self.text[letter] in _ELECTRIC


_P: Final = f"[{PROVINCES}]"
_L: Final = "[A-HJ-NP-Z]"
_S: Final = "[A-HJ-NP-Z0-9]"
_CORPS: Final = "消边通森金警电"
_KINDS: Final[tuple[tuple[PlateKind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (PlateKind.ORDINARY, f"{_P}{_L}{_S}{{5}}"),
        (PlateKind.SMALL_NEW_ENERGY, f"{_P}{_L}[{ENERGY_LETTERS}]{_S}[0-9]{{4}}"),
        (PlateKind.LARGE_NEW_ENERGY, f"{_P}{_L}[0-9]{{5}}[{ENERGY_LETTERS}]"),
        (PlateKind.POLICE, f"{_P}{_L}{_S}{{4}}警"),
        (PlateKind.LEARNER, f"{_P}{_L}{_S}{{4}}学"),
        (PlateKind.TRAILER, f"{_P}{_L}{_S}{{4}}挂"),
        (PlateKind.HONG_KONG, f"{_BORDER}{_S}{{4}}港"),
        (PlateKind.MACAU, f"{_BORDER}{_S}{{4}}澳"),
        # Before 2017 the sign stood first, since then last; consulates also carry province and letter.
        (PlateKind.EMBASSY, f"使[0-9]{{6}}|[0-9]{{6}}使|{_P}{_L}[0-9]{{4}}使"),
        (PlateKind.CONSULATE, f"领[0-9]{{6}}|[0-9]{{6}}领|{_P}{_L}[0-9]{{4}}领|{_P}领[0-9]{{5}}"),
        # After WJ the province, by sign or by number; a corps of its own has its sign before four digits.
        (PlateKind.ARMED_POLICE, f"WJ(?:{_P}|[0-9]{{2}})?(?:[0-9]{{4}}{_S}|[{_CORPS}][0-9]{{4}})"),
        (PlateKind.RESCUE, f"{_P}[XS][0-9]{{4}}应急"),
        # Machines that drive on an airport alone: the region, then four digits.
        (PlateKind.CIVIL_AVIATION, f"民航{_L}[0-9]{{4,5}}"),
        # Tractors and harvesters (NY 345): a number in place of the office's letter.
        (PlateKind.FARM_MACHINE, f"{_P}[0-9]{{2}}(?:{_S}[0-9]{{4}}|[0-9]{{4}}学)"),
        (PlateKind.MILITARY, f"[BCEGHJKLNSVYZ]{_L}[0-9]{{5}}"),
        (PlateKind.TEMPORARY, f"{_P}{_L}{_S}{{4}}[试超]"),
    )
)


def normalise(text: str) -> str:
    """Half width, capitals, without blanks, dots and hyphens; nothing is judged yet."""
    return _SEPARATORS.sub("", half_width(text)).translate(_UPPER)


_UPPER: Final = {small: small - 32 for small in range(ord("a"), ord("z") + 1)}


def is_absent(text: str) -> bool:
    """Whether the cell says that the car has no plate yet (empty, 无, 未上牌, 新车, …)."""
    return bool(_NO_PLATE.fullmatch(half_width(text).strip().upper())) or not normalise(text)


def judge(text: str) -> Plate:
    """The plate and its kind, or a refusal that names the wrong sign."""
    plate = normalise(text)
    for kind, pattern in _KINDS:
        if pattern.fullmatch(plate):
            return Plate(plate, kind, _doubt(plate, kind))
    if "临" in plate and _TEMPORARY.fullmatch(plate.replace("临", "", 1)):
        return Plate(plate, PlateKind.TEMPORARY)
    raise PlateRefused(_what_is_wrong(text.strip()[:30], plate))


_TEMPORARY: Final = re.compile(f"(?:{_P}{_L}?)?{_S}{{4,7}}")


def _doubt(plate: str, kind: PlateKind) -> str:
    if kind is PlateKind.MILITARY:
        return f"“{plate}”按军队号牌收下：如果只是漏了省份简称，请补上"
    if kind is PlateKind.FARM_MACHINE:
        return f"“{plate}”按农业机械号牌（拖拉机、收割机）收下：如果是汽车，第 2 位应是字母，请核对"
    return ""


def _what_is_wrong(typed: str, plate: str) -> str:
    if is_absent(typed):
        return "没有车牌：还没上牌的车请按车架号登记，上牌后再补"
    if found := re.search(f"[^{PROVINCES}A-Z0-9警学挂港澳使领临试超应急民航]", plate):
        return f"车牌“{typed}”里有“{found[0]}”，号牌上没有这个字：请照行驶证重录"
    if plate.startswith("WJ"):
        return f"车牌“{typed}”：武警号牌是 WJ、省份（汉字或两位数字）和 5 位号码，请照行驶证重录"
    if plate.startswith("民航"):
        return f"车牌“{typed}”：民航号牌是民航、一个字母和 4 或 5 位数字，请照车上重录"
    if plate[0] not in PROVINCES:
        return f"车牌“{typed}”第 1 位“{plate[0]}”不是省份简称：请补上省份，例如 京A12345"
    if found := re.search("[IO]", plate):
        place, digit = found.start() + 1, {"I": "1", "O": "0"}[found[0]]
        if place == 2:
            return f"车牌“{typed}”第 2 位是字母 {found[0]}，发牌机关不用 I 和 O：请照行驶证核对"
        return f"车牌“{typed}”第 {place} 位是字母 {found[0]}，号牌不用 I 和 O：请核对是不是数字 {digit}"
    if not re.match("[A-Z]", plate[1:]):
        return f"车牌“{typed}”第 2 位应是发牌机关的字母：请照行驶证重录"
    if len(plate) == 8 and plate[2:].isascii():
        return (
            f"车牌“{typed}”是 8 位，但不合新能源号牌：小型车第 3 位或大型车末位应是 {ENERGY_LETTERS} 之一，"
            "其余按规定为数字，请照行驶证重录"
        )
    if plate[-1] in "港澳" and not re.match(_BORDER, plate):
        return f"车牌“{typed}”：港澳入出境号牌以粤Z开头，请照行驶证重录"
    if len(plate) not in {7, 8}:
        return f"车牌“{typed}”有 {len(plate)} 位：普通号牌 7 位，新能源号牌 8 位，请核对是否漏录或多录"
    return f"车牌“{typed}”的汉字不在该在的位置：请照行驶证重录"


def split_for_display(text: str) -> tuple[str, str]:
    """The two parts between which a plate shows its dot: ("宁Z", "62966"); together they are the text."""
    if text.startswith("WJ"):
        at = 3 if text[2:3] in PROVINCES else 4 if len(text) > 7 else 2
    elif text[:1] in PROVINCES and text[1:3].isdigit():
        at = 3
    elif text[:1] in {"使", "领"}:
        at = 4
    elif text[-1:] in {"使", "领"} and text[:1].isdigit():
        at = 3
    else:
        at = 3 if text[:1] == "临" and text[1:2] in PROVINCES else 2
    return text[:at], text[at:]


def mask(text: str) -> str:
    """The plate on boards that customers see: 宁Z**966; the owner knows his car by its last three signs."""
    head, rest = split_for_display(text)
    return head + "*" * max(0, len(rest) - 3) + rest[-3:] if len(rest) > 3 else head + "*" * len(rest)


def tail(text: str, signs: int = 3) -> str:
    """The last signs, as the guide types them at the gate."""
    return normalise(text)[-signs:]


def borne_by(record: Any) -> str:
    """The plate that a record of any room bears itself, where it is called by something else."""
    fields = {field.name for field in record._meta.concrete_fields}
    plate = str(record.plate) if "plate" in fields else ""
    return "" if plate == str(record) else plate
