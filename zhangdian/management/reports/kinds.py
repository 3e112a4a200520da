"""The registry of reports: title, author, receiver, period, hour, and which sections stand in each."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from dateutil.relativedelta import MO, relativedelta

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.figures import THE_STORE, Span, Whose
from zhangdian.foundation.ui.writing import WEEKDAYS
from zhangdian.people.organization.roles import LEADERS, Role

AUTHORS = (
    *LEADERS,
    Role.CASHIER,
    Role.SERVICE_ADVISOR,
    Role.QUALITY_INSPECTOR,
    Role.AFTERSALES_CARE,
    Role.CUSTOMER_CARE,
    Role.STOREKEEPER,
    Role.PARTS_PLANNER,
    Role.RENEWAL_SPECIALIST,
    Role.NEW_CAR_INSURANCE,
)
"""Posts whose written duties have reports to write."""


class Period(StrEnum):
    """What a report is about, seen from the day on which it is delivered."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST_WEEK = "last week"
    LAST_MONTH = "last month"

    @property
    def label(self) -> str:
        return NAMES[self]

    @property
    def every(self) -> str:
        return {Period.LAST_WEEK: "每周", Period.LAST_MONTH: "每月"}.get(self, "每天")

    @property
    def days(self) -> range:
        """On which days after its end it can be delivered: the weekday, or the day of the month."""
        return {Period.LAST_WEEK: range(1, 8), Period.LAST_MONTH: range(1, 29)}.get(self, range(1, 2))

    def told_on(self, day: date) -> Span:
        """First and last day of what is told on a day."""
        if self is Period.TODAY:
            return day, day
        if self is Period.YESTERDAY:
            return day - timedelta(days=1), day - timedelta(days=1)
        if self is Period.LAST_WEEK:
            monday = day + relativedelta(weekday=MO(-1))
            return monday - timedelta(days=7), monday - timedelta(days=1)
        last = day.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last

    def before(self, first: date, last: date) -> Span:
        """As long a time, right before: the calendar month before a whole month."""
        if self is Period.LAST_MONTH and first.day == 1 and last == clock.month_end(first):
            end = first - timedelta(days=1)
            return end.replace(day=1), end
        return first - (last - first) - timedelta(days=1), first - timedelta(days=1)

    def spans(self, first: date, last: date, count: int) -> list[Span]:
        """This time and those before it, the oldest first."""
        spans = [(first, last)]
        while len(spans) < count:
            spans.append(self.before(*spans[-1]))
        return spans[::-1]


NAMES = {
    Period.TODAY: "当天",
    Period.YESTERDAY: "前一天",
    Period.LAST_WEEK: "上周",
    Period.LAST_MONTH: "上月",
}


@dataclass(frozen=True)
class About:
    """Of which days a report tells, in whose eyes, and whose work."""

    ctx: Any
    first: date
    last: date
    period: Period
    whose: Whose = THE_STORE

    @property
    def days(self) -> Span:
        return self.first, self.last

    @property
    def before(self) -> Span:
        return self.period.before(self.first, self.last)


@dataclass(frozen=True)
class ReportKind:
    """One report: of the registry, or of the store's own making."""

    code: str
    title: str
    author: Role
    receiver: Role
    period: Period
    due: time
    sections: tuple[str, ...]
    on: int = 1
    """The weekday, or the day of the month, on which it is delivered."""
    written: bool = False
    """Its author adds his words before it is delivered; else the clock delivers it."""
    each: bool = False
    """One by each who holds the author's post, of his own work."""
    anyway: bool = False
    """At its hour the clock delivers it also without its author's words, and says so."""

    @property
    def when(self) -> str:
        return when_of(self.period, self.on)


def when_of(period: Period, on: int) -> str:
    """每天；每周一；每月 3 日."""
    day = {Period.LAST_WEEK: WEEKDAYS[min(on, 7) - 1], Period.LAST_MONTH: f" {on} 日"}.get(period, "")
    return period.every + day


KINDS: dict[str, ReportKind] = {}


def report(
    code: str,
    title: str,
    *,
    author: Role,
    receiver: Role,
    period: Period,
    due: str,
    sections: str,
    on: int = 1,
    written: bool = False,
    each: bool = False,
    anyway: bool = False,
) -> None:
    """Declare a report; `sections` are their codes, separated by blanks, as they follow each other."""
    KINDS[code] = ReportKind(
        code,
        title,
        author,
        receiver,
        period,
        time.fromisoformat(due),
        tuple(sections.split()),
        on=on,
        written=written,
        each=each,
        anyway=anyway,
    )
