"""Sheets of a month: which are to be opened, who stands above, when they are due."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.management.duties import owing, timetables
from zhangdian.management.duties.appraisal import reckoning
from zhangdian.management.duties.appraisal.reckoning import Month, Subject
from zhangdian.management.duties.models import Appraisal, AppraisalLine, AppraisalMonth, DueItem
from zhangdian.people.organization import queries, rates
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role, superiors_of

TOO_FEW = rates.standard("考核 在岗不满几天不出单", 5, "天")
SCORED_BY = rates.standard("考核 次月几号前评分发出", 5, "号")
OBJECTED_WITHIN = rates.standard("考核 发出后几天内可提异议", 3, "天")
ANSWERED_WITHIN = rates.standard("考核 异议几天内答复", 3, "天")
HOUR = time(18, 0)
AT_LEAST = timedelta(days=2)
"""Who opens late leaves so long for the scores all the same."""
CAUGHT_UP = 3
"""Months that a clock which was down opens afterwards."""


def measure(ctx: Any, standard: rates.Standard) -> int:
    return int(rates.measure_of(ctx, standard))


def end_of_day(ctx: Any, day: date) -> datetime:
    return clock.instant(day, HOUR, ctx.standing.zone)


def score_by(ctx: Act, first: date) -> datetime:
    """The hour by which the sheets of a month are to be released."""
    after = clock.month_end(first) + timedelta(days=measure(ctx, SCORED_BY))
    return max(end_of_day(ctx, after), ctx.now + AT_LEAST)


def next_above(
    ctx: Any, role: str, but: Iterable[int | None], holders: dict[Role, list[Person]] | None = None
) -> Role | None:
    """The next post in the line above that somebody else than these holds."""
    gone = set(but)
    held = queries.holders_of_each(ctx, superiors_of(role)) if holders is None else holders
    for above in superiors_of(role):
        if any(person.pk not in gone for person in held.get(above, ())):
            return above
    return None


def owe_again(item: DueItem | None) -> None:
    """What counted as done is not."""
    if item is not None and item.done_at is not None:
        item.done_at = item.proof = None
        item.save()


def answer_by(ctx: Act) -> datetime:
    """The hour by which an objection of today is to be answered."""
    return end_of_day(ctx, ctx.today + timedelta(days=measure(ctx, ANSWERED_WITHIN)))


def open_for(ctx: Act, month: AppraisalMonth, subjects: Iterable[Subject], of: Month) -> list[Appraisal]:
    """One sheet each, its lines frozen with the records behind, and owed by the post above."""
    due_at = score_by(ctx, month.first)
    holders = queries.holders_of_each(ctx)
    made = []
    for subject in subjects:
        lines = of.lines_of(subject)
        above = next_above(ctx, subject.role, [subject.person.pk], holders)
        appraisal = Appraisal(
            store_id=ctx.store_id,
            month=month,
            person=subject.person,
            role=subject.role,
            above=above or "",
            department=subject.person.department,
            scheme=subject.scheme,
            first_day=subject.first,
            last_day=subject.last,
            days=subject.days,
            of_days=subject.of_days,
            total=reckoning.total_of(lines),
            acted_at=ctx.now,
        )
        appraisal.save()
        for line in lines:
            line.appraisal = appraisal
        AppraisalLine.objects.add_many(lines)
        if above is not None:
            words = f"考核 {subject.person.name} {month.first.month} 月：评分并发出"
            appraisal.item = owing.owe(ctx, f"KP{appraisal.pk}", above, words, due_at, timetables.RELEASE)
            appraisal.save()
        made.append(appraisal)
    return made


def without_sheet(ctx: Any, month: AppraisalMonth, of: Month) -> list[Subject]:
    """Whose month it was and who has no sheet."""
    there = set(Appraisal.objects.of(ctx).filter(month=month).values_list("person_id", flat=True))
    return [each for each in of.subjects() if each.person.pk not in there]


def months_to_open(ctx: Any) -> list[date]:
    """Months that are over and whose sheets the clock looks after, the oldest first."""
    return clock.months_back(ctx.today, CAUGHT_UP + 1)[:0:-1]
