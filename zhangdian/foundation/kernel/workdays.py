"""The national work calendar with make-up days: counts for banks, insurers, authorities and legal terms.

A store opens seven days a week; its own days are not these (store_truth.md §1.7).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import chinese_calendar

from zhangdian.foundation.kernel.models import CalendarDay
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded

FIRST_YEAR = 2004


def announced() -> int:
    """The last year whose holidays and make-up days are known without the store entering them."""
    return int(max(day.year for day in chinese_calendar.holidays))


def entered(first: date, last: date) -> dict[date, bool]:
    """Days that were entered or corrected by hand: day → whether it is a workday."""
    return dict(_entered(first, last))


@worded
def _entered(first: date, last: date) -> Any:
    return CalendarDay.objects.filter(day__gte=first, day__lte=last).values_list("day", "is_workday")


def is_workday(day: date, by_hand: dict[date, bool] | None = None) -> bool:
    """Whether offices work on this day; a year that nobody announced or entered is refused in words."""
    by_hand = entered(day, day) if by_hand is None else by_hand
    if day in by_hand:
        return by_hand[day]
    if not FIRST_YEAR <= day.year <= announced():
        raise Refusal(
            f"{day.year} 年的节假日还没有公布或录入：请先录入放假和调休的日子",
            [Missing("录入节假日", "办公室主任", "kernel.enter_calendar_days")],
        )
    return bool(chinese_calendar.is_workday(day))


def workdays_from(day: date) -> Iterator[date]:
    """Workdays after a day, the next first."""
    by_hand = entered(day, day + timedelta(days=400))
    while True:
        day += timedelta(days=1)
        if is_workday(day, by_hand):
            yield day


def add_workdays(day: date, count: int) -> date:
    """The day so many workdays later; zero: the day itself, or the next workday if offices rest."""
    if count < 0:
        raise ValueError("工作日只往后数")
    if count == 0:
        return day if is_workday(day) else next(workdays_from(day))
    later = workdays_from(day)
    return [next(later) for _ in range(count)][-1]


def workdays_between(first: date, last: date) -> int:
    """Workdays after `first` up to and with `last`."""
    by_hand = entered(first, last)
    span = (last - first).days
    return sum(is_workday(first + timedelta(days=n), by_hand) for n in range(1, span + 1))
