"""A reading of the meter judged by the last one and the car's own daily distance (domain/service.md §10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

MOST_PER_DAY: Final = 1_000  # kilometres
TIMES_OWN_MEAN: Final = 4
LONG_ENOUGH: Final = 30  # days before the own mean says anything
MOST_EVER: Final = 2_000_000  # kilometres; more is a slip of the finger
FIRST_SECOND_LOOK: Final = 600_000  # kilometres, when there is nothing to compare with
_MEMORY: Final = 730  # days: visits older than 24 months say nothing of today's habit
_PAIRS: Final = 3
_USUAL_MOST: Final = 200  # kilometres a day, when guessing what was meant


class Verdict(StrEnum):
    """What to do with a reading."""

    OK = "ok"
    LOWER = "lower"
    TOO_MUCH = "too_much"

    @property
    def label(self) -> str:
        return {"ok": "正常", "lower": "比上次少", "too_much": "多得离谱"}[self.value]


class MileageRefused(ValueError):
    """No meter of any car shows this; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the meter showed on a day, in whole kilometres; `meter_replaced` when it began anew with this."""

    km: int
    on: date
    meter_replaced: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, a sentence with both figures (empty when all is well), the reading perhaps meant."""

    verdict: Verdict
    sentence: str = ""
    perhaps: int | None = None

    @property
    def needs_second_look(self) -> bool:
        return self.verdict is not Verdict.OK


def refuse_impossible(km: int) -> None:
    """No meter shows less than nothing, or two million kilometres."""
    if km < 0:
        raise MileageRefused(f"里程 {km:,} 公里小于 0：请照仪表读数填写")
    if km > MOST_EVER:
        raise MileageRefused(f"里程 {km:,} 公里超过 {MOST_EVER:,} 公里：请核对是否多录了一位")


def judge(km: int, on: date, *, last: Reading | None, own_daily_km: Decimal | None = None) -> Judgement:
    """Judge a reading by the newest one that stands and by what the car usually drives a day (km)."""
    refuse_impossible(km)
    if last is None:
        if km <= FIRST_SECOND_LOOK:
            return Judgement(Verdict.OK)
        return Judgement(
            Verdict.TOO_MUCH, f"首次登记里程 {km:,} 公里，超过 {FIRST_SECOND_LOOK:,} 公里：请再看一眼仪表"
        )
    if on < last.on:
        return _judge_earlier(km, on, last)
    if km < last.km:
        return _lower(km, on, last)
    return _judge_distance(km, on, last, own_daily_km)


def _lower(km: int, on: date, last: Reading) -> Judgement:
    meant = _perhaps_meant(km, on, last)
    hint = f"是不是 {meant:,}？" if meant else ""
    return Judgement(
        Verdict.LOWER,
        f"本次里程 {km:,} 公里，比 {last.on:%Y-%m-%d} 的 {last.km:,} 公里少 {last.km - km:,} 公里：{hint}"
        "请核对仪表；换过仪表的登记“更换仪表”，上次录错的请先更正，否则写明原因",
        meant,
    )


def _judge_earlier(km: int, on: date, last: Reading) -> Judgement:
    if km <= last.km:
        return Judgement(Verdict.OK)
    return Judgement(
        Verdict.TOO_MUCH,
        f"补录 {on:%Y-%m-%d} 的里程 {km:,} 公里，却比之后 {last.on:%Y-%m-%d} 的 {last.km:,} 公里"
        f"多 {km - last.km:,} 公里：请核对日期和读数",
    )


def _judge_distance(km: int, on: date, last: Reading, own_daily_km: Decimal | None) -> Judgement:
    driven, days = km - last.km, (on - last.on).days
    per_day = Decimal(driven) / max(days, 1)
    since = f"本次里程 {km:,} 公里，比 {last.on:%Y-%m-%d} 的 {last.km:,} 公里多 {driven:,} 公里"
    if per_day > MOST_PER_DAY:
        why = f"{max(days, 1)} 天里平均每天 {per_day:,.0f} 公里，超过 {MOST_PER_DAY:,} 公里"
    elif days > LONG_ENOUGH and own_daily_km and per_day > TIMES_OWN_MEAN * own_daily_km:
        usual = f"平时每天 {own_daily_km:,.0f} 公里的 {TIMES_OWN_MEAN} 倍"
        why = f"{days} 天里平均每天 {per_day:,.0f} 公里，超过{usual}"
    else:
        return Judgement(Verdict.OK)
    meant = _perhaps_meant(km, on, last)
    hint = f"是不是 {meant:,}？" if meant else ""
    return Judgement(Verdict.TOO_MUCH, f"{since}，{why}：{hint}请再看一眼仪表，对照照片确认", meant)


def _perhaps_meant(km: int, on: date, last: Reading) -> int | None:
    """The reading without a doubled digit, else without any one or two swapped, when only one such fits."""
    typed = str(km)
    places = range(len(typed) - 1)
    doubled = {typed[:i] + typed[i + 1 :] for i in places if typed[i] == typed[i + 1]}
    others = {typed[:i] + typed[i + 1 :] for i in range(len(typed))}
    others |= {typed[:i] + typed[i + 1] + typed[i] + typed[i + 2 :] for i in places}
    most = last.km + _USUAL_MOST * max((on - last.on).days, 1)
    for slips in (doubled, others):
        fitting = {int(slip) for slip in slips if slip and last.km <= int(slip) <= most and int(slip) != km}
        if len(fitting) == 1:
            return fitting.pop()
    return None


def own_daily_km(readings: Sequence[Reading], on: date) -> Decimal | None:
    """Kilometres a day over the last three pairs of visits, ≥ 30 days apart and ≤ 24 months old."""
    pairs: list[tuple[int, int]] = []
    later: Reading | None = None
    for reading in sorted(readings, key=lambda each: (each.on, each.km), reverse=True):
        if reading.on < on - timedelta(days=_MEMORY) or len(pairs) == _PAIRS:
            break
        if later is None or later.meter_replaced:
            later = reading
        elif (later.on - reading.on).days >= LONG_ENOUGH:
            if later.km >= reading.km:
                pairs.append((later.km - reading.km, (later.on - reading.on).days))
            later = reading
    days = sum(span for _, span in pairs)
    return Decimal(sum(km for km, _ in pairs)) / days if days else None
