"""When which report is due in this store: as the house ships it, or as the store wants it from a day on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.rows import worded
from zhangdian.management.reports.kinds import KINDS, Period, ReportKind
from zhangdian.management.reports.models import Report, ReportPlan
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

WEEK = timedelta(days=7)
CATCHES_UP = {
    Period.TODAY: WEEK,
    Period.YESTERDAY: WEEK,
    Period.LAST_WEEK: 4 * WEEK,
    Period.LAST_MONTH: timedelta(days=93),
}
"""So far back a report that nobody made is still made: nobody reads the paper of a longer silence."""
BEFOREHAND = timedelta(hours=2)
"""So long before its hour the author of a report of today finds it to write."""


@dataclass(frozen=True)
class Plan:
    """A report as it stands in this store."""

    kind: ReportKind
    stands: bool = True
    changed: date | None = None
    """Since when the store has it its own way."""
    made_here: bool = False
    """The store's own; else the house ships it."""
    begins: date = date.min

    def due_at(self, last: date, zone: ZoneInfo) -> datetime:
        """When a period that ends on this day is delivered."""
        period = self.kind.period
        after = 0 if period is Period.TODAY else 1 if period is Period.YESTERDAY else self.kind.on
        return clock.instant(last + timedelta(days=after), self.kind.due, zone)

    def opens_at(self, last: date, zone: ZoneInfo) -> datetime:
        """From when on it is there: at its hour, or before, for who writes it."""
        due = self.due_at(last, zone)
        if not self.kind.written:
            return due
        after = last if self.kind.period is Period.TODAY else last + timedelta(days=1)
        begins, _ = clock.day_bounds(after, zone)
        return max(begins, due - BEFOREHAND) if self.kind.period is Period.TODAY else begins


@dataclass(frozen=True)
class Due:
    """One period of a report whose hour has come, or whose author may write it now."""

    plan: Plan
    first: date
    last: date
    at: datetime
    person: Person | None = None


def plans_on(ctx: Any, day: date) -> dict[str, Plan]:
    """Every report as it stands on a day, the house's before the store's own, in one query."""
    rows = _changed_until(ctx, day)
    plans = {code: Plan(kind) for code, kind in KINDS.items()}
    for row in rows:
        if row.code in KINDS:
            plans[row.code] = Plan(as_wanted(KINDS[row.code], row), row.stands, row.since)
        elif row.title:
            known = plans.get(row.code)
            begins = known.begins if known else row.since
            plans[row.code] = Plan(own_kind(row), row.stands, row.since, made_here=True, begins=begins)
    return plans


@worded
def _changed_until(ctx: Any, day: date) -> Any:
    return ReportPlan.objects.of(ctx).filter(since__lte=day).order_by("since", "pk")


def as_wanted(kind: ReportKind, row: ReportPlan) -> ReportKind:
    """A shipped report with what the store changed of it."""
    sections = tuple(row.sections.split()) or kind.sections
    return replace(kind, receiver=Role(row.receiver), due=row.due, on=row.on, sections=sections)


def own_kind(row: ReportPlan) -> ReportKind:
    return ReportKind(
        row.code,
        row.title,
        Role(row.author),
        Role(row.receiver),
        Period(row.period),
        row.due,
        tuple(row.sections.split()),
        on=row.on,
        written=row.written,
    )


def delivery_days(kind: ReportKind, first: date, last: date) -> Iterator[date]:
    """Days on which such a report is delivered: each day, a weekday, or a day of the month."""
    begin, end = datetime.combine(first, time()), datetime.combine(last, time())
    if kind.period is Period.LAST_MONTH:
        rule = rrule(MONTHLY, dtstart=begin, until=end, bymonthday=kind.on)
    elif kind.period is Period.LAST_WEEK:
        rule = rrule(WEEKLY, dtstart=begin, until=end, byweekday=kind.on - 1)
    else:
        rule = rrule(DAILY, dtstart=begin, until=end)
    yield from (each.date() for each in rule)


def due_now(ctx: Any) -> list[Due]:
    """Periods that are to be delivered or opened and are not, the oldest first; a constant number of queries.

    A store begins with what was due today; nothing is told of days before its first report.
    """
    plans, since = plans_on(ctx, ctx.today), beginning(ctx)
    rows = Report.objects.of(ctx).filter(due_at__gte=ctx.now - 2 * max(CATCHES_UP.values()))
    made = set(rows.values_list("code", "first", "person"))
    found = []
    on_duty = cache(lambda day: organization.on_duty(ctx, day))
    for plan in plans.values():
        if not plan.stands:
            continue
        earliest = max(since, ctx.today - CATCHES_UP[plan.kind.period], plan.begins)
        for first, last in periods(plan, earliest, ctx.today):
            if plan.opens_at(last, ctx.standing.zone) > ctx.now:
                continue
            at = plan.due_at(last, ctx.standing.zone)
            for person in writers(ctx, plan.kind, last, on_duty):
                if (plan.kind.code, first, person and person.pk) not in made:
                    found.append(Due(plan, first, last, at, person))
    return sorted(found, key=lambda each: (each.at, each.plan.kind.code))


def unwritten_now(ctx: Any) -> list[Report]:
    """Those that do not wait for their author, whose hour is over and of which he has written nothing."""
    codes = [code for code, kind in KINDS.items() if kind.anyway]
    rows = Report.objects.of(ctx).filter(state=Report.State.DRAFT, code__in=codes, due_at__lt=ctx.now)
    return list(rows.select_related("person").order_by("due_at", "pk"))


def periods(plan: Plan, first: date, last: date) -> Iterator[tuple[date, date]]:
    """What is delivered from a day on, and what may be written until another."""
    ahead = timedelta(days=plan.kind.period.days[-1] if plan.kind.written else 0)
    for day in delivery_days(plan.kind, first, last + ahead):
        yield plan.kind.period.told_on(day)


def writers(
    ctx: Any, kind: ReportKind, last: date, on_duty: Callable[[date], dict[Role, list[Person]]]
) -> list[Person] | list[None]:
    """Who writes one of his own: of a day those who worked, of longer times those who hold the post."""
    if not kind.each:
        return [None]
    if kind.period in (Period.TODAY, Period.YESTERDAY):
        return on_duty(last)[kind.author]
    return organization.holders(ctx, kind.author, last)


def beginning(ctx: Any) -> date:
    """The day on which the store's first report was due."""
    first = Report.objects.of(ctx).order_by("due_at").values_list("due_at", flat=True).first()
    return clock.day(first, ctx.standing.zone) if first else ctx.today
