"""Whether a changed sentence asks less than before, as far as its figures tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2, "〇": 0}
NUMBER = r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千半][零〇一二三四五六七八九十百千半]*"
TIMES = {
    "分钟": 1, "个小时": 60, "小时": 60, "个工作日": 1440, "工作日": 1440, "天": 1440, "日": 1440,
    "个星期": 10080, "星期": 10080, "周": 10080, "个月": 43200, "月": 43200, "个季度": 129600,
    "季度": 129600, "年": 525600,
}  # fmt: skip
COUNTS = "次遍人个条台件份位名辆张处项家笔组套"
CLOCK = re.compile(r"(?P<hour>\d{1,2})[:\uff1a点时](?P<minute>\d{2}|半)?(?P<after>.{0,3})")
EVERY = re.compile(
    rf"每(?P<number>{NUMBER})?(?P<unit>半年|季度|工作日|小时|天|日|周|月|季|年|班|次|台|辆|位|个)"
)
RATE = re.compile(rf"(?P<number>{NUMBER})\s*[%％]|百分之(?P<words>{NUMBER})")
SPAN = re.compile(rf"(?P<number>{NUMBER})\s*(?P<unit>{'|'.join(TIMES)})")
COUNT = re.compile(rf"(?P<number>{NUMBER})\s*(?P<unit>[{COUNTS}])")
OTHER = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>\D?)")
OF_EVERY = {**TIMES, "半年": 262800, "季": 129600, "班": 720}
LESS_IS_BETTER = re.compile(r"返修|投诉|差错|错误|出错|流失|损耗|战败|退货|超时|逾期|迟到|事故|缺货|缺勤")
FLOOR = re.compile(
    r"(至少|不少于|不低于|不得低于|不得少于|满|达到|保存|保留|留存|提前|期满前|到期前)[^,，;；。]{0,4}$"
)
CEILING = re.compile(r"(不超过|不得超过|不多于|不高于|不大于|低于|少于|最多|控制在)[^,，;；。]{0,4}$")
WITHIN = re.compile(r"^(之?内|以内|之前|以前|前|内)")
ABOVE, BELOW = re.compile(r"^(以上|及以上)"), re.compile(r"^(以下|之?内|以内)")


class Better(StrEnum):
    """Which way a figure has to move to ask more."""

    HIGHER = "higher"
    LOWER = "lower"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Figure:
    """One figure of a sentence: what it counts, how much, and which way is stricter."""

    sort: str
    value: float
    better: Better
    words: str


def slackened(old: str, new: str) -> list[str]:
    """What of the figures asks less than before, or may, in words; empty where none does.

    Read are clock times, spans of time, how often (每周), rates and counts, in digits or Chinese numerals.
    A span within which (3 日内, 前) and a ceiling are stricter when smaller; a floor (至少, 以上, 提前),
    a rate and a bare count when larger; a rate of faults (返修率) when smaller. Figures are paired by what
    they count, in their order. One that is gone, one more of a sort that was there, a bare span that changed,
    a direction that changed: nobody can judge which way that goes, and so it counts as less. Words without
    figures are not judged at all.
    """
    before, after = list(figures_in(old)), list(figures_in(new))
    told = []
    for sort in dict.fromkeys(each.sort for each in before):
        were = [each for each in before if each.sort == sort]
        are = [each for each in after if each.sort == sort]
        if sorted(read(each) for each in were) == sorted(read(each) for each in are):
            continue
        if len(are) < len(were):
            told.append(f"原文的“{'、'.join(each.words for each in were)}”不全了")
        elif len(are) > len(were):
            told.append(f"“{'、'.join(each.words for each in are)}”看不出松紧")
        else:
            told += [said for pair in zip(were, are, strict=True) if (said := compared(*pair))]
    return told


def latest_offset(text: str) -> int | None:
    """How many days after a date a sentence allows at the most, before it where negative; None: it says none.

    到期前2个月 is 60 days before; 3 天内 is 3 days after.
    """
    spans = [each for each in figures_in(text) if each.sort == "时长" and each.value >= TIMES["天"]]
    days = [
        -round(each.value / TIMES["天"]) if each.better is Better.HIGHER else round(each.value / TIMES["天"])
        for each in spans
        if each.better is not Better.UNKNOWN
    ]
    return min(days, default=None)


def read(figure: Figure) -> tuple[float, str]:
    return figure.value, figure.better.value


def compared(was: Figure, now: Figure) -> str:
    """Why one figure asks less than the other, or may; empty where it asks as much."""
    if was.value == now.value and was.better == now.better:
        return ""
    if was.better is Better.UNKNOWN or was.better != now.better:
        return f"“{was.words}”改成“{now.words}”看不出松紧"
    more = now.value > was.value if was.better is Better.HIGHER else now.value < was.value
    return "" if more else f"“{was.words}”放松成“{now.words}”"


def figures_in(text: str) -> Iterator[Figure]:
    """The figures of a sentence from left to right; none is read twice."""
    at = 0
    while at < len(text):
        found = figure_at(text, at)
        if found is None:
            at += 1
            continue
        figure, at = found
        yield figure


def figure_at(text: str, at: int) -> tuple[Figure, int] | None:
    """The figure that begins here, and where it ends."""
    before = text[:at]
    if found := CLOCK.match(text, at):
        minute = 30 if found["minute"] == "半" else int(found["minute"] or 0)
        end = found.start("after")
        if found["minute"] or text[end - 1] == "点":
            later = re.match(r"以?后|起", found["after"])
            better = Better.UNKNOWN if later else Better.LOWER
            return Figure("钟点", int(found["hour"]) * 60 + minute, better, text[at:end]), end
    if found := EVERY.match(text, at):
        unit = found["unit"]
        each = value_of(found["number"] or "1")
        sort = "多久一次" if unit in OF_EVERY else "逐个"
        return Figure(sort, each * OF_EVERY.get(unit, 1), Better.LOWER, found[0]), found.end()
    if found := RATE.match(text, at):
        amount = value_of(found["number"] or found["words"])
        return Figure("比率", amount, sense(before, text[found.end() :], "rate"), found[0]), found.end()
    if found := SPAN.match(text, at):
        amount = value_of(found["number"]) * TIMES[found["unit"]]
        return Figure("时长", amount, sense(before, text[found.end() :], "span"), found[0]), found.end()
    if found := COUNT.match(text, at):
        better = sense(before, text[found.end() :], "count")
        return Figure("次数", value_of(found["number"]), better, found[0]), found.end()
    if found := OTHER.match(text, at):
        return Figure(f"数{found['unit']}", float(found["number"]), Better.UNKNOWN, found[0]), found.end()
    return None


def sense(before: str, after: str, sort: str) -> Better:
    """Which way is stricter, from the words around."""
    if CEILING.search(before):
        return Better.LOWER
    if FLOOR.search(before) or ABOVE.match(after):
        return Better.HIGHER
    if sort == "span":
        return Better.LOWER if WITHIN.match(after) else Better.UNKNOWN
    if BELOW.match(after):
        return Better.LOWER
    if sort == "rate":
        return Better.LOWER if LESS_IS_BETTER.search(before[-8:]) else Better.HIGHER
    return Better.HIGHER


def value_of(text: str) -> float:
    """3, 2.5, 三, 十五, 二十, 半."""
    if text[0].isdigit():
        return float(text)
    if text == "半":
        return 0.5
    total, digit = 0, 0
    for sign in text.removesuffix("半"):
        if sign in DIGITS:
            digit = digit * 10 + DIGITS[sign]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + digit + (0.5 if text.endswith("半") else 0)
