"""When which report is due in this store: as the registry says, or as the store set it from a day on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, rrule

from zhangdian.foundation.kernel import clock
from zhangdian.management.reports.kinds import KINDS, Period, ReportKind
from zhangdian.management.reports.models import Report, ReportPlan
from zhangdian.people.organization.roles import Role

WEEK = timedelta(days=7)
CATCHES_UP = {Period.TODAY: WEEK, Period.YESTERDAY: WEEK, Period.LAST_MONTH: timedelta(days=93)}
"""So far back a report that nobody made is still made: nobody reads the paper of a longer silence."""


@dataclass(frozen=True)
class Plan:
    """A report as it stands in this store."""

    kind: ReportKind
    receiver: Role
    due: time
    stands: bool
    own: bool = False
    """The store has set it itself."""

    def due_at(self, last: date, zone: ZoneInfo) -> datetime:
        """When a period that ends on this day is delivered."""
        later = self.kind.period is not Period.TODAY
        return clock.instant(last + timedelta(days=1) if later else last, self.due, zone)


@dataclass(frozen=True)
class Due:
    """One period of a report whose hour has come."""

    plan: Plan
    first: date
    last: date
    at: datetime


def plans_on(ctx: Any, day: date) -> dict[str, Plan]:
    """Every report of the registry as it stands on a day, in one query."""
    rows = ReportPlan.objects.of(ctx).filter(since__lte=day).order_by("since")
    own = {row.code: row for row in rows}
    plans = {code: Plan(kind, kind.receiver, kind.due, stands=True) for code, kind in KINDS.items()}
    for code in plans.keys() & own.keys():
        row = own[code]
        plans[code] = Plan(KINDS[code], Role(row.receiver), row.due, row.stands, own=True)
    return plans


def delivery_days(period: Period, first: date, last: date) -> Iterator[date]:
    """Days on which such a report is delivered: each day, or the first of a month."""
    begin, end = datetime.combine(first, time()), datetime.combine(last, time())
    if period is Period.LAST_MONTH:
        yield from (each.date() for each in rrule(MONTHLY, dtstart=begin, until=end, bymonthday=1))
    else:
        yield from (each.date() for each in rrule(DAILY, dtstart=begin, until=end))


def span_of(period: Period, day: date) -> tuple[date, date]:
    """First and last day of what is told on a day."""
    if period is Period.TODAY:
        return day, day
    if period is Period.YESTERDAY:
        return day - timedelta(days=1), day - timedelta(days=1)
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def due_now(ctx: Any) -> list[Due]:
    """Periods whose hour has come and that nobody has delivered, the oldest first; three queries.

    A store begins with what was due today; nothing is told of days before its first report.
    """
    plans, since = plans_on(ctx, ctx.today), beginning(ctx)
    rows = Report.objects.of(ctx).filter(due_at__gte=ctx.now - 2 * max(CATCHES_UP.values()))
    made = set(rows.values_list("code", "first"))
    found = []
    for plan in plans.values():
        if not plan.stands:
            continue
        earliest = max(since, ctx.today - CATCHES_UP[plan.kind.period])
        for day in delivery_days(plan.kind.period, earliest, ctx.today):
            first, last = span_of(plan.kind.period, day)
            at = plan.due_at(last, ctx.standing.zone)
            if at <= ctx.now and (plan.kind.code, first) not in made:
                found.append(Due(plan, first, last, at))
    return sorted(found, key=lambda each: (each.at, each.plan.kind.code))


def beginning(ctx: Any) -> date:
    """The day on which the store's first report was due."""
    first = Report.objects.of(ctx).order_by("due_at").values_list("due_at", flat=True).first()
    return clock.day(first, ctx.standing.zone) if first else ctx.today
