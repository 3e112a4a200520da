"""Duties that are due for each single case: what opened them, until when, and what ends them."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from zhangdian.foundation.kernel import clock, registry, rows
from zhangdian.foundation.kernel.dates import DATES
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.management.duties.models import CaseRule, DueItem
from zhangdian.management.duties.timetables import DATA
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization import superiors
from zhangdian.people.organization.opening import WorkingDay
from zhangdian.people.organization.roles import Role

UNREAD = ("inputs_text", "changes_text", "personal_text")
"""What of an entry nobody asks who looks for cases."""
MOST_MINUTES = 60 * 24 * 7
MOST_DAYS = 60
MOST_AROUND_A_DATE = 400


@dataclass(frozen=True)
class CaseRow:
    """One shipped rule: an example that the store changes."""

    code: str
    role: Role
    trigger: str
    proofs: str
    voids: str = ""
    whose: str = ""
    minutes: int = 0
    days: int = 0
    keeps: int = 0
    only: str = ""
    until: str = ""
    case: str = ""
    above: str = ""
    dated: str = ""
    offset: int = 0
    ahead: int = 0


@cache
def shipped() -> tuple[CaseRow, ...]:
    """cases.csv, in its order."""
    with (DATA / "cases.csv").open(encoding="utf-8") as file:
        return tuple(
            CaseRow(
                row["code"],
                Role(row["role"]),
                row["trigger"],
                row["proofs"],
                row["voids"],
                row["whose"],
                int(row["minutes"]),
                int(row["days"]),
                int(row["keeps"]),
                row["only"],
                row["until"],
                row["case"],
                row["above"],
                row["dated"],
                int(row["offset"] or 0),
                int(row["ahead"] or 0),
            )
            for row in csv.DictReader(file)
        )


def shipped_as(code: str) -> CaseRow | None:
    return next((row for row in shipped() if row.code == code), None)


def is_slacker(before: CaseRow | CaseRule, minutes: int, days: int) -> bool:
    """More time than before; a day is longer than any minutes."""
    was, now = (before.minutes == 0, before.days, before.minutes), (minutes == 0, days, minutes)
    return now > was


def is_slacker_by_date(before: CaseRow | CaseRule, offset: int, ahead: int) -> bool:
    """Later than before, or to be seen later."""
    return offset > before.offset or ahead < before.ahead


def offset_of(days: int, side: CaseRule.Side) -> int:
    """Days after a date, negative before it."""
    if days > MOST_AROUND_A_DATE:
        raise Refusal(f"离那天最多 {MOST_AROUND_A_DATE} 天：请改短")
    return -days if side == CaseRule.Side.BEFORE else days


def refuse_no_span(minutes: int, days: int) -> None:
    if minutes > MOST_MINUTES or days > MOST_DAYS:
        raise Refusal(f"期限最长 {MOST_DAYS} 天：请改短")
    if minutes and days:
        raise Refusal("期限按分钟或按天只填一个")


def span_of(rule: CaseRule, at: datetime, record: Any, open_hours: WorkingDay) -> tuple[datetime, datetime]:
    """Until when it is in time, and until when it can still be made good.

    A case that was opened after its own hour, by a clock that had stood still, has the rest of the day.
    """
    day = clock.day(at, open_hours.zone)
    own = own_hour(rule, record, open_hours)
    if own and own > at:
        due = own
    elif rule.minutes:
        due = open_hours.after(at, timedelta(minutes=rule.minutes))
    else:
        due = clock.day_bounds(day + timedelta(days=rule.days), open_hours.zone)[1]
    last = clock.day(due - timedelta(microseconds=1), open_hours.zone) + timedelta(days=rule.keeps)
    return due, max(due, clock.day_bounds(last, open_hours.zone)[1])


def own_hour(rule: CaseRule, record: Any, open_hours: WorkingDay) -> datetime | None:
    """When the case itself says that it is due: an instant, or the end of a day."""
    own: date | None = getattr(record, rule.until) if rule.until else None
    if own is None or isinstance(own, datetime):
        return own
    return clock.day_bounds(own, open_hours.zone)[1]


def concerns(rule: CaseRule | CaseRow, record: Any) -> bool:
    """Whether the case is of the kind that the rule is about."""
    if record is None or not rule.only:
        return record is not None
    name, _, wanted = rule.only.partition("=")
    return str(getattr(record, name, "")) == wanted


def case_of(entry: Entry, kind: str = "") -> tuple[str, int] | None:
    """Of which record an act was: its root's, or its own; or the one of a kind that it touched beside."""
    if kind:
        name = f"{kind.rpartition('.')[2]}-"
        found = [each for each in entry.notes.get("touched", ()) if each.startswith(name)]
        return (kind, int(found[0].removeprefix(name))) if found else None
    if entry.root_type and entry.root_id:
        return entry.root_type, entry.root_id
    return (entry.subject_type, entry.subject_id) if entry.subject_type and entry.subject_id else None


def touched(entry: Entry) -> set[str]:
    """The roots of an act, and what it was done to, as pages name them: repairorder-17."""
    found = {name_of(case) for case in [case_of(entry)] if case}
    if entry.subject_type and entry.subject_id:
        found.add(name_of((entry.subject_type, entry.subject_id)))
    return found | set(entry.notes.get("touched", ()))


def name_of(case: tuple[str, int]) -> str:
    return f"{case[0].rpartition('.')[2]}-{case[1]}"


def records_of(ctx: Any, items: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """The cases themselves, kind by kind."""
    by_kind: dict[str, set[int]] = {}
    for kind, key in items:
        by_kind.setdefault(kind, set()).add(key)
    return {
        (kind, record.pk): record
        for kind, keys in by_kind.items()
        for record in rows.these(ctx, registry.model(kind), sorted(keys))
    }


def called(record: Any) -> str:
    """The plate where it has one, else as it calls itself."""
    return str(getattr(record, "plate", "") or record)[:80]


def person_of(rule_whose: str, record: Any) -> int | None:
    """Who has the case in hand now."""
    return getattr(record, f"{rule_whose}_id", None) if rule_whose and record is not None else None


def post_above(ctx: Any, rule: CaseRule, record: Any) -> Role | None:
    """The nearest post above him whom the case names, held by somebody who is not in the case himself."""
    if not rule.above or record is None:
        return None
    inside = {getattr(record, f"{name}_id", None) for name in (rule.above, "receiver")}
    line = superiors.line_above(ctx, getattr(record, rule.above))
    held = organization.holders_of_each(ctx, line)
    return next((post for post in line if {each.pk for each in held[post]} - inside), None)


def address_of(item: DueItem) -> str:
    """The page of its case, one tap away; empty where it has none."""
    return page_at(registry.model(item.case_type), item.case_id) if item.case_id else ""


def begins(rule: CaseRule) -> str:
    """With what act, or with which date of the case."""
    if not rule.dated:
        return "、".join(labels(rule.trigger))
    declared = DATES.get(rule.dated)
    return declared.label if declared else rule.dated


def labels(names: str) -> Iterator[str]:
    for name in names.split():
        action = registry.ACTIONS.get(name)
        if action:
            yield str(action.label)
