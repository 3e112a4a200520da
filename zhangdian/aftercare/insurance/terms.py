"""The term of a policy: from an instant to the first one without cover, as its paper tells it in days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import Refusal

LONGEST = relativedelta(years=5)


@dataclass(frozen=True)
class Term:
    """From an instant to the first one without cover."""

    starts_at: datetime
    ends_at: datetime


def term_of(ctx: Any, starts_on: date, starts_at: time | None, last_day: date | None) -> Term:
    """Midnight to midnight of a year later, where nothing else is said; immediate cover has its minute."""
    last = last_day or starts_on + relativedelta(years=1) - timedelta(days=1)
    if last < starts_on:
        raise Refusal(f"最后一天 {last} 早于起保日 {starts_on}：请核对")
    if last > starts_on + LONGEST:
        raise Refusal("保险期超过五年：请核对最后一天")
    zone = ctx.standing.zone
    begins = clock.instant(starts_on, starts_at or time(), zone)
    return Term(begins, clock.day_bounds(last, zone)[1])


def last_day_of(ends_at: datetime, zone: ZoneInfo = clock.CHINA) -> date:
    """The day at whose end the cover ends."""
    return clock.local(ends_at - timedelta(microseconds=1), zone).date()
