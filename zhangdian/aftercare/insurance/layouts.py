"""How an insurer writes its list of policies: which column means what, and how a row is read by it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from zhangdian.aftercare.insurance.models import BroughtSheet, ListLayout, Means, PolicyLine
from zhangdian.aftercare.insurance.numbers import number_of
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.plain_ledgers import Cells
from zhangdian.foundation.ui.sheets import Field, match_headings
from zhangdian.people.customers import names, plates

A_DAY = timedelta(days=1)
VIN_SIGNS = 17
OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    Means.NUMBER: ("保单号码", "保险单号", "保单编号"),
    Means.LINE: ("险别", "险种名称", "险类", "产品名称"),
    Means.VIN: ("VIN", "VIN码", "车辆识别代号", "车架号码"),
    Means.PLATE: ("车牌号", "车牌号码", "号牌号码"),
    Means.HOLDER: ("投保人名称", "被保险人", "被保险人名称", "客户名称"),
    Means.SIGNED_ON: ("出单日期", "签发日期", "承保日期", "投保日期"),
    Means.STARTS_ON: ("起保日期", "保险起期", "生效日期"),
    Means.LAST_DAY: ("终保日期", "保险止期", "到期日期"),
    Means.ENDS_ON: ("终保时间",),
    Means.PREMIUM: ("签单保费", "含税保费", "实收保费", "保费合计"),
    Means.NET_PREMIUM: ("批改后保费",),
    Means.TAX: ("代收车船税", "车船税金额"),
}
"""What insurers usually call them: proposed as long as an insurer has no layout of its own."""
REQUIRED = (Means.NUMBER, Means.SIGNED_ON)
FIELDS: Final = tuple(
    Field(each.value, str(each.label), OTHER_NAMES[each], required=each in REQUIRED) for each in Means
)
LABELS: Final = {each.value: str(each.label) for each in Means}
WORDS: Final = (
    (PolicyLine.COMPULSORY, ("交强", "强制")),
    (PolicyLine.NON_AUTO, ("非车", "驾乘", "意外", "延保")),
    (PolicyLine.COMMERCIAL, ("商业", "车损", "综合")),
)


@dataclass(frozen=True)
class ToldPolicy:
    """One policy as an insurer's list tells it; what the list does not tell is empty."""

    number: str
    signed_on: date
    line: str = ""
    vin: str = ""
    plate: str = ""
    holder: str = ""
    starts_on: date | None = None
    last_day: date | None = None
    premium: Decimal | None = None
    tax: Decimal | None = None


def line_named(text: str) -> str:
    """Of which line a policy is by the insurer's word for it; empty where the word says nothing."""
    return next((line.value for line, words in WORDS if any(word in text for word in words)), "")


def plate_told(text: str) -> str:
    """Nothing where the car has none yet, or where what stands there is no plate."""
    if plates.is_absent(text):
        return ""
    try:
        return plates.judge(text).text
    except plates.PlateRefused:
        return ""


def amount_of(cells: Cells, key: str) -> Decimal | None:
    amount = cells.number(key)
    if amount is not None and amount != round(amount, 2):
        raise ValueError(f"{LABELS[key]}“{cells.text(key)}”多于两位小数")
    return amount


def read_row(cells: Cells) -> ToldPolicy:
    """Raises ValueError or Refusal with what is wrong."""
    vin = "".join(cells.text(Means.VIN).split()).upper()
    if len(vin) > VIN_SIGNS:
        raise ValueError(f"车架号“{vin[:30]}”超过 {VIN_SIGNS} 位")
    ends_on = cells.day(Means.ENDS_ON)
    net = amount_of(cells, Means.NET_PREMIUM)
    premium = amount_of(cells, Means.PREMIUM)
    return ToldPolicy(
        number=number_of(cells.needed(Means.NUMBER))[:40],
        signed_on=cells.needed_day(Means.SIGNED_ON),
        line=line_named(cells.text(Means.LINE)),
        vin=vin,
        plate=plate_told(cells.text(Means.PLATE)),
        holder=names.normalise(cells.text(Means.HOLDER))[:60],
        starts_on=cells.day(Means.STARTS_ON),
        last_day=cells.day(Means.LAST_DAY) or (ends_on - A_DAY if ends_on else None),
        premium=net if premium is None else premium,
        tax=amount_of(cells, Means.TAX),
    )


# What came --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """The rows of a list that can be read, and why the others cannot; each with its line in the file."""

    good: list[tuple[int, ToldPolicy]]
    bad: list[tuple[int, str]]


def rows_of(sheet: BroughtSheet) -> list[tuple[int, list[str], dict[str, str], str]]:
    """Line, cells, what is doubtful in which column, and what is wrong with the whole row."""
    found: list[tuple[int, list[str], dict[str, str], str]] = json.loads(sheet.body)
    return found


def numbers_in(sheet: BroughtSheet, columns: Mapping[str, int]) -> set[str]:
    """Every policy that the list names; all its rows can be read."""
    at = columns[Means.NUMBER]
    return {number_of(texts[at]) for _, texts, _, _ in rows_of(sheet)}


def judge(sheet: BroughtSheet, columns: Mapping[str, int], first: int = 0, most: int | None = None) -> Judged:
    judged = Judged([], [])
    for line, texts, doubts, fault in rows_of(sheet)[first : most and first + most]:
        wrong = fault or "；".join(doubts[str(at)] for at in columns.values() if str(at) in doubts)
        if wrong:
            judged.bad.append((line, wrong))
            continue
        named = {key: texts[at] if at < len(texts) else "" for key, at in columns.items()}
        try:
            judged.good.append((line, read_row(Cells(named, LABELS))))
        except (ValueError, Refusal) as error:
            judged.bad.append((line, str(error)))
    return judged


# The layout of an insurer -------------------------------------------------------------------------------


def layout_on(ctx: Any, insurer: Any, day: date) -> ListLayout | None:
    """The layout in force on a day, with its columns."""
    rows = ListLayout.objects.of(ctx).filter(insurer=insurer, since__lte=day).prefetch_related("columns")
    found: ListLayout | None = rows.order_by("-since", "-pk").first()
    return found


def columns_told(layout: ListLayout | None) -> list[tuple[str, str]]:
    """Heading and meaning, in the insurer's order."""
    return [(each.heading, each.means) for each in layout.columns.all()] if layout else []


def proposed(headings: Sequence[str], known: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Meaning → column: as the insurer's layout says it, else as headings usually mean it."""
    place = {heading: at for at, heading in enumerate(headings)}
    columns = {means: place[heading] for heading, means in known if means and heading in place}
    left = [field for field in FIELDS if field.key not in columns]
    spoken_for = {*columns.values(), *(place[heading] for heading, _ in known if heading in place)}
    rest = ["" if at in spoken_for else heading for at, heading in enumerate(headings)]
    return columns | dict(match_headings(rest, left).columns)


def as_layout(headings: Sequence[str], columns: Mapping[str, int]) -> list[tuple[str, str]]:
    """What a file and its chosen columns say of the insurer's layout."""
    means = {at: key for key, at in columns.items()}
    told: dict[str, str] = {}
    for at, heading in enumerate(headings):
        if heading[:60] and (heading[:60] not in told or at in means):
            told[heading[:60]] = means.get(at, "")
    return list(told.items())


def lacking(columns: Mapping[str, int]) -> str:
    """The required columns that nobody has chosen."""
    return "、".join(LABELS[each] for each in REQUIRED if each not in columns)
