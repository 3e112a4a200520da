"""Looking at who works when: a week or a month, on the page, on paper, as a sheet; and the shifts."""

from datetime import date, timedelta
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.exports import taken_away
from zhangdian.foundation.ui.filters import FIRST_DAY, LAST_DAY
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.xlsx import Column, write_book
from zhangdian.people.organization import evening, hours, rates, rosters
from zhangdian.people.organization.judging import LIMITS
from zhangdian.people.organization.models import MinimumCover, Person, Shift, Store, WeekShift
from zhangdian.people.organization.models.hours import WEEKDAYS, in_force
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Department, Role

WHOLE = "全店"
MONTH = "month"


@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """排班: a week or a month of a department, who stands in, which posts lack somebody."""
    return render(request, "organization/roster.html", roster_facts(request))


@require_safe
def roster_paper(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = {**roster_facts(request), "store": Store.objects.of(ctx).here(ctx.store_id), "now": ctx.now}
    return render(request, "organization/roster_paper.html", facts)


@require_POST
def roster_sheets(request: HttpRequest) -> FileResponse:
    """The same as .xlsx; that it was taken is in the journal."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = roster_facts(request)
    week = facts["week"]

    def write(file: IO[bytes], watermark: str) -> int:
        columns = [
            Column("姓名"),
            Column("岗位"),
            *(Column(f"{head.day:%m-%d} {head.name}") for head in week.heads),
        ]
        rows = ([line.person.name, line.post, *(cell.in_words for cell in line.cells)] for line in week.lines)
        return write_book(file, [("排班", columns, rows)], watermark=watermark, zone=ctx.standing.zone)

    title = f"排班 {facts['chosen']} {week.first:%Y-%m-%d}"
    return taken_away(ctx, title, write, name="roster", filters=f"{facts['department']} {week.first}")


def roster_facts(request: HttpRequest) -> dict[str, Any]:
    """The days and the department that the address names."""
    ctx = request.ctx  # type: ignore[attr-defined]
    day, wanted = day_of(ctx, request.GET.get("day", "")), request.GET.get("department")
    own = Person.objects.of(ctx).here(ctx.person_id)
    department = own.department if wanted is None else wanted
    department = department if department in Department.values else ""
    span = MONTH if request.GET.get("span") == MONTH else "week"
    first, count = (
        (day.replace(day=1), clock.month_end(day).day) if span == MONTH else (rosters.monday_of(day), 7)
    )
    week = rosters.days_of(ctx, first, count, department)
    return {
        "week": week,
        "day": day,
        "span": span,
        "gaps": week.gaps_from(ctx.today),
        "department": department,
        "departments": [("", WHOLE), *Department.choices],
        "chosen": dict(Department.choices).get(department, WHOLE),
        "before": first - timedelta(days=1 if span == MONTH else 7),
        "after": first + timedelta(days=count),
        "own": own,
        "mine": week.of(own.pk),
        "plans": bool(ctx.roles.intersection(LEADERS)),
        "today": ctx.today,
    }


def day_of(ctx: Any, text: str) -> date:
    """A day from the address; what is none, or far away, is today."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return ctx.today  # type: ignore[no-any-return]
    return found if FIRST_DAY < found < LAST_DAY else ctx.today


@require_safe
def shifts(request: HttpRequest) -> HttpResponse:
    """班次: the hours of the store, whose they are week after week, what it takes, and the limits of work."""
    ctx = request.ctx  # type: ignore[attr-defined]
    editions = list(Shift.objects.of(ctx).order_by("since", "pk"))
    held = in_force(editions, ctx.today)
    coming = [each for each in editions if each.since > ctx.today]
    facts = {
        "store": Store.objects.of(ctx).here(ctx.store_id),
        "shifts": sorted(held.values(), key=lambda each: (Shift.Kind.values.index(each.kind), each.starts)),
        "coming": coming,
        "weeks": weeks_of(ctx, {each.pk: each for each in editions}),
        "covers": covers_in_words(ctx),
        "limits": [(each, value) for each, value in limits_of(ctx)],
        "weekdays": [name for _, name in WEEKDAYS],
        "plans": bool(ctx.roles.intersection(LEADERS)),
        "sets": bool(ctx.roles.intersection(STAFF_OFFICE)),
    }
    return render(request, "organization/shifts.html", facts)


def limits_of(ctx: Any) -> list[tuple[rates.Standard, Any]]:
    measures = rates.measures_of(ctx, LIMITS)
    return [
        (each, measures[each.key].normalize()) for each in LIMITS if each not in (hours.LUNCH, hours.NOON)
    ]


def weeks_of(ctx: Any, named: dict[int, Shift]) -> list[tuple[str, str, list[str]]]:
    """Whose week it is, of which kind, and seven names."""
    rows = (
        WeekShift.objects.of(ctx)
        .filter(since__lte=ctx.today)
        .select_related("person")
        .order_by("since", "pk")
    )
    found: dict[tuple[str, str], list[str]] = {}
    for each in rows:
        whose = each.person.name if each.person else str(each.get_role_display())
        week = found.setdefault((whose, each.get_kind_display()), [""] * 7)
        week[each.weekday] = named[each.shift_id].name if each.shift_id else ""
    return [(whose, kind, week) for (whose, kind), week in sorted(found.items()) if any(week)]


def covers_in_words(ctx: Any) -> list[tuple[Role, list[str]]]:
    """Of each post what every weekday takes: 4, at lunch 2."""
    rows = MinimumCover.objects.of(ctx).filter(since__lte=ctx.today).order_by("since", "pk")
    found: dict[Role, list[str]] = {}
    for each in rows:
        week = found.setdefault(Role(each.role), [""] * 7)
        lunch = f"，午餐 {each.at_lunch}" if each.at_lunch else ""
        week[each.weekday] = f"{each.at_least}{lunch}" if each.at_least else ""
    return [(role, week) for role, week in found.items() if any(week)]


@require_safe
@read_by(LEADERS)
def tomorrow(request: HttpRequest) -> HttpResponse:
    """明天: what nobody who is here may do, why, what helps, and who has to see to it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    day = evening.tomorrow_of(ctx)
    told, _ = evening.gaps_told(ctx)
    gaps = evening.Tomorrow(ctx, day).gaps
    facts = {
        "day": day,
        "mine": evening.of_mine(ctx, gaps),
        "others": [each for each in gaps if each not in evening.of_mine(ctx, gaps)],
        "told": told,
        "looked": evening.has_looked(ctx, told.at if told else ctx.midnight),
    }
    return render(request, "organization/tomorrow.html", facts)
