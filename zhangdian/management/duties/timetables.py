"""When a duty is due: its recurrence in the store's days, and what the house ships as a first timetable."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from zhangdian.foundation.kernel import clock, registry, workdays
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.writing import WEEKDAYS
from zhangdian.management.duties.models import Timetable
from zhangdian.people.organization.roles import Role, superiors_of

DATA = Path(__file__).parent / "data"
BEGINNING = datetime(2024, 1, 1)  # noqa: DTZ001 (a wall clock reading without a zone, as recurrence rules count)
"""A Monday, the first of a month and of a year: from here every second week or month is counted."""
FURTHEST = timedelta(days=15)
"""No row of offices' holidays moves a day further than this."""
PHOTO = "duties.show_done"
"""Proof of what no other act shows: a photo of this very item."""
DECISION = "duties.carry_out_decision"
RELEASE = "duties.release_appraisal"
ANSWER = "duties.answer_objection"
MATTER = "duties.answer_matter"
SECOND = "duties.say_done"
"""Proof of what no other act shows: its holder says so, and a second person has looked."""
DRAWN = "duties.draw_sample"
"""Proof by a few records that the system draws and the holder judges."""
BY_ITSELF = frozenset({PHOTO, SECOND, DRAWN, DECISION, RELEASE, ANSWER, MATTER})
"""Acts that name the item which they prove: they prove no other."""
ROUND = "duties.make_round"
RULES = (
    ("FREQ=DAILY", "每天"),
    ("FREQ=WEEKLY;BYDAY=MO", "每周一"),
    ("FREQ=WEEKLY;BYDAY=TU", "每周二"),
    ("FREQ=WEEKLY;BYDAY=WE", "每周三"),
    ("FREQ=WEEKLY;BYDAY=TH", "每周四"),
    ("FREQ=WEEKLY;BYDAY=FR", "每周五"),
    ("FREQ=WEEKLY;BYDAY=SA", "每周六"),
    ("FREQ=WEEKLY;BYDAY=SU", "每周日"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "周一到周五"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "每两周的周一"),
    ("FREQ=MONTHLY;BYMONTHDAY=1", "每月 1 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=5", "每月 5 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "每月 15 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=25", "每月 25 日"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月最后一天"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "每季度第一个月 5 日"),
    ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", "每年 1 月 10 日"),
)
"""What one tap offers; any other rule of RFC 5545 holds as well."""
YEARS = timedelta(days=1500)
"""Long enough for every month's end and a leap day."""


@dataclass(frozen=True)
class TimetableRow:
    """One shipped timetable: an example that the store changes."""

    code: str
    role: Role
    rule: str
    due: time
    proofs: str
    each: bool = False
    ahead: int = 0
    keeps: int = 0
    moved: Timetable.Moved = Timetable.Moved.STAYS
    reckons: Timetable.Reckons = Timetable.Reckons.CLOCK
    draws: str = ""
    draw_count: int = 0
    draw_days: int = 0


@dataclass(frozen=True)
class PointRow:
    """One shipped point of a post's round."""

    role: Role
    order: int
    text: str
    codes: str


@cache
def shipped() -> tuple[TimetableRow, ...]:
    """timetables.csv, in its order."""
    with (DATA / "timetables.csv").open(encoding="utf-8") as file:
        return tuple(
            TimetableRow(
                code=row["code"],
                role=Role(row["role"]),
                rule=row["rule"],
                due=time.fromisoformat(row["due"]),
                proofs=row["proofs"],
                each=row["each"] == "1",
                ahead=int(row["ahead"] or 0),
                keeps=int(row["keeps"] or 0),
                draws=row["draws"] or "",
                draw_count=int(row["draw_count"] or 0),
                draw_days=int(row["draw_days"] or 0),
            )
            for row in csv.DictReader(file)
        )


@cache
def shipped_points() -> tuple[PointRow, ...]:
    """round_points.csv, in its order."""
    with (DATA / "round_points.csv").open(encoding="utf-8") as file:
        return tuple(
            PointRow(Role(row["role"]), order, row["text"], row["codes"])
            for order, row in enumerate(csv.DictReader(file), 1)
        )


def walkers() -> frozenset[Role]:
    """Posts that walk a round."""
    return frozenset(point.role for point in shipped_points())


def proofs_to_choose() -> dict[str, str]:
    """Acts by which a store may prove its own duty → as people call them; first what no act shows."""
    done = {
        name: each.label
        for name, each in registry.ACTIONS.items()
        if each.by and name != ROUND and name not in FIRST
    }
    return {**FIRST, **dict(sorted(done.items(), key=lambda act: act[1]))}


FIRST = {PHOTO: "拍照", SECOND: "本人报做好，另一个人复核", DRAWN: "系统抽几件，逐件看"}
"""Proofs of what no act shows, as people call them."""


def refuse_proof_that_is_none(name: str) -> None:
    """Only an act of the house shows that something was done; a round serves its own points."""
    if name not in proofs_to_choose():
        raise Refusal("请从清单里选凭什么算做了")


def refuse_to_look_himself(proof: str, role: str, confirmed_by: str | None) -> None:
    """Who looks is of another post; only where somebody looks at all."""
    if confirmed_by and proof != SECOND:
        raise Refusal("不用复核的不选复核岗位：请留空，或选“本人报做好，另一个人复核”")
    if confirmed_by == role:
        raise Refusal("复核的岗位不能是做的岗位：请选别的岗位，留空就是上级")
    if proof == SECOND and not confirmed_by and not superiors_of(role):
        raise Refusal("这个岗位没有上级：请选由哪个岗位复核")


def proof_in_words(names: str) -> str:
    """拍照；本人报做好，另一个人复核；日结."""
    labels = proofs_to_choose()
    return "、".join(labels.get(name, name) for name in names.split())


def check_rule(rule: str) -> str:
    """The rule, or a refusal in words where nobody can read it."""
    try:
        rrulestr(rule, dtstart=BEGINNING)
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal("这个重复规则看不懂：请从每天、每周、每月里选") from error
    if "FREQ=DAILY" not in rule and not any(part in rule for part in ("WEEKLY", "MONTHLY", "YEARLY")):
        raise Refusal("职责最密是每天一次：请从每天、每周、每月里选")
    return rule


def shipped_as(code: str) -> TimetableRow | None:
    """The house's own time of a duty."""
    return next((row for row in shipped() if row.code == code), None)


def is_slacker(before: TimetableRow | Timetable, rule: str, due: time, moved: str) -> bool:
    """Later in the day, moved where it was not, or not on every day of before: rarer, or nobody can say."""
    if due > before.due or (moved != before.moved and moved != Timetable.Moved.STAYS):
        return True
    return rule != before.rule and not set(_days(before.rule)) <= set(_days(rule))


def _days(rule: str) -> list[datetime]:
    return list(rrulestr(rule, dtstart=BEGINNING).between(BEGINNING, BEGINNING + YEARS, inc=True))


def occurs_on(table: Timetable, day: date) -> bool:
    """Whether the duty is due on this day of the store, after moves for days on which offices rest."""
    if table.moved == Timetable.Moved.STAYS:
        return _written_on(table, day)
    return workdays.is_workday(day) and any(
        _written_on(table, earlier) and workdays.add_workdays(earlier, 0) == day
        for earlier in _back(day, FURTHEST.days)
    )


def _written_on(table: Timetable, day: date) -> bool:
    return day in _in_year(table.rule, day.year)


@lru_cache(maxsize=1024)
def _in_year(rule: str, year: int) -> frozenset[date]:
    """The days of a year on which a rule falls, counted from the beginning once and not for each day."""
    first, last = datetime(year, 1, 1), datetime(year, 12, 31, 23)  # noqa: DTZ001 (as BEGINNING)
    return frozenset(at.date() for at in rrulestr(rule, dtstart=BEGINNING).between(first, last, inc=True))


def _back(day: date, count: int) -> Iterator[date]:
    return (day - timedelta(days=n) for n in range(count + 1))


def span_of(
    table: Timetable, day: date, zone: ZoneInfo = clock.CHINA, later: timedelta = timedelta()
) -> tuple[datetime, datetime, datetime]:
    """From when it may be done, until when in time, and until when it can still be made good.

    Later: by so much the shift of whoever owes it begins after the service of the store.
    """
    opens, _ = clock.day_bounds(day - timedelta(days=table.ahead), zone)
    _, closes = clock.day_bounds(day + timedelta(days=table.keeps), zone)
    return opens, min(clock.instant(day, table.due, zone) + later, closes), closes


BY_DAY = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), WEEKDAYS, strict=True))


def in_words(table: Timetable) -> str:
    """每天 11:00 前；每周一 17:30 前；每月 5 日 17:30 前."""
    parts = dict(part.split("=", 1) for part in table.rule.split(";"))
    every = {"DAILY": "每天", "WEEKLY": "每周", "MONTHLY": "每月", "YEARLY": "每年"}[parts["FREQ"]]
    if (step := parts.get("INTERVAL", "1")) != "1":
        unit = {"DAILY": "天", "WEEKLY": "周", "MONTHLY": "个月", "YEARLY": "年"}[parts["FREQ"]]
        every = f"每 {step} {unit}"
    if months := parts.get("BYMONTH"):
        every += f"{months.replace(',', '、')}月"
    if days := parts.get("BYDAY"):
        every += "、".join(BY_DAY.get(each[-2:], each) for each in days.split(","))
    if days := parts.get("BYMONTHDAY"):
        every += "、".join("末" if each == "-1" else each for each in days.split(",")) + "日"
    by_shift = "，晚来晚算" if table.reckons == Timetable.Reckons.SHIFT else ""
    return f"{every} {table.due:%H:%M} 前{by_shift}"
