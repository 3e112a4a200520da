"""When a customer is called before his cover ends: so many days ahead, as the store says."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from zhangdian.aftercare.insurance.models import CallPlan
from zhangdian.foundation.kernel import clock


@dataclass(frozen=True)
class Plan:
    """Days before the end, the most first, and the hour from which the day's calls are made."""

    days: tuple[int, ...]
    hour: time

    def day_for(self, expires_on: date, after: date) -> date:
        """The first planned day that is not over; where all are, the day itself."""
        coming = [on for on in (expires_on - timedelta(days=each) for each in self.days) if on >= after]
        return min(coming, default=after)


UNTIL_SET = Plan((60, 30, 15, 7), time(9))
"""The trade's example, as long as a store has not set its own (RNW-05)."""


def plan_on(ctx: Any, day: date) -> Plan:
    """The plan in force on a day."""
    row = CallPlan.objects.of(ctx).filter(since__lte=day).order_by("-since").first()
    return Plan(tuple(row.days), row.hour) if row else UNTIL_SET


def call_at(ctx: Any, plan: Plan, expires_on: date, after: date) -> datetime:
    """The planned hour of the next call."""
    return clock.instant(plan.day_for(expires_on, after), plan.hour, ctx.standing.zone)
