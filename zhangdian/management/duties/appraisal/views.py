"""Looking at appraisal: schemes, the list of sheets, one sheet with its events, the month while it runs."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import brought
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.trails import before_in
from zhangdian.management.duties.appraisal import (
    departments,
    opened,
    points,
    reckoning,
    schemes,
    seen,
    sheets,
)
from zhangdian.management.duties.appraisal.lists import Appraisals
from zhangdian.management.duties.appraisal.reckoning import Month, Subject
from zhangdian.management.duties.models import (
    Appraisal,
    AppraisalLine,
    AppraisalMonth,
    DepartmentFigure,
    DepartmentScore,
    Scheme,
)
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.queries import holders_of_each
from zhangdian.people.organization.roles import STAFF_OFFICE, Department, Role, superiors_of


@require_GET
def schemes_page(request: HttpRequest) -> HttpResponse:
    """考核方案: what each post is appraised by, what holds now and what begins later."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    month = ctx.today.replace(day=1)
    seen_here = schemes.schemes_seen(ctx)
    holding = {each.role: each for each in seen_here.on(month).prefetch_related("lines")}
    coming = seen_here.filter(since__gt=month).order_by("role", "number")
    later = {each.role: each for each in coming}
    office = bool(ctx.roles.intersection(STAFF_OFFICE))
    held = holders_of_each(ctx) if office else {}
    without = [role for role, people in held.items() if people and role not in {*holding, *later}]
    rows = [(role, holding.get(role), later.get(role)) for role in Role if role in holding or role in later]
    facts = {"rows": rows, "without": without, "office": office, "month": month}
    return render(request, "duties/schemes.html", facts)


@require_GET
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: its lines, who set it and why, the editions before and after."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = get_object_or_404(schemes.schemes_seen(ctx).select_related("set_by"), pk=pk)
    editions = list(Scheme.objects.of(ctx).filter(role=found.role).select_related("set_by"))
    facts = {
        "scheme": found,
        "role": Role(found.role),
        "lines": list(found.lines.all()),
        "editions": editions,
        "is_last": found.number == editions[0].number,
        "office": bool(ctx.roles.intersection(STAFF_OFFICE)),
    }
    return render(request, "duties/scheme.html", facts)


# ---- sheets -----------------------------------------------------------------------------------------------


@require_GET
def appraisals(request: HttpRequest) -> HttpResponse:
    """考核: his own sheets, those of his people; the months for the office."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    office = bool(ctx.roles.intersection(STAFF_OFFICE))
    months = AppraisalMonth.objects.of(ctx)[:3] if office else []
    facts = {"listing": Appraisals(request, seen.appraisals_open_to(ctx), ctx), "months": months}
    return render(request, "duties/appraisals.html", facts)


@require_GET
def appraisal(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet: its lines with points and the way to their records, what was objected and answered."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    return render(request, "duties/appraisal.html", facts_of(ctx, shown(ctx, pk)))


@require_GET
def appraisal_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """考核单 on paper, to be signed by hand where the store wants it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = shown(ctx, pk)
    facts = {**facts_of(ctx, found), "store": Store.objects.get(pk=ctx.store_id), "now": ctx.now}
    return render(request, "duties/appraisal_paper.html", facts)


def shown(ctx: Any, pk: int) -> Appraisal:
    rows = seen.appraisals_open_to(ctx).select_related(
        "person", "month", "scheme", "released_by", "agreed_by"
    )
    found: Appraisal = get_object_or_404(rows, pk=pk)
    return found


def facts_of(ctx: Any, found: Appraisal) -> dict[str, Any]:
    lines = list(found.lines.select_related("scored_by"))
    objections = {each.line_id: each for each in found.objections.select_related("answered_by", "line")}
    for each in [*lines, *objections.values()]:
        each.appraisal = found
    mine = found.person_id == ctx.person_id
    return {
        "appraisal": found,
        "rows": [row_of(ctx, each, objections.get(each.pk)) for each in lines],
        "weights": sum(each.weight for each in lines if each.stands is not None),
        "mine": mine,
        "above": not mine and bool(ctx.roles & set(superiors_of(found.role))),
        "office": bool(ctx.roles.intersection(STAFF_OFFICE)),
        "may_object": mine and found.object_until is not None and ctx.now <= found.object_until,
        "role": Role(found.role),
        "department": Department(found.department).label if found.department else "",
        "scorer": Role(found.above).label if found.above else "",
    }


def row_of(ctx: Any, line: AppraisalLine, objection: Any = None) -> dict[str, Any]:
    return {
        "line": line,
        "says": opened.value_says(ctx, line),
        "opens": opened.has_some(line) and opened.may_open(ctx, line),
        "at": str(line.order),
        "objection": objection,
        "asked": Role(objection.asked).label if objection else "",
    }


@require_GET
def appraisalline(request: HttpRequest, pk: int) -> HttpResponse:
    """The records behind a line, exactly those that made its value."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = AppraisalLine.objects.of(ctx).filter(appraisal__in=seen.appraisals_open_to(ctx))
    line = get_object_or_404(rows.select_related("appraisal__person", "appraisal__month"), pk=pk)
    if not opened.may_open(ctx, line):
        raise Http404
    facts = {
        "line": line,
        "says": opened.value_says(ctx, line),
        "person": line.appraisal.person,
        "first": line.appraisal.month.first,
        "back": line.appraisal,
        "pages": opened.pages_of(ctx, line, before_in(request)),
        "measured": reckoning.measured_of(line),
    }
    return render(request, "duties/appraisalline.html", facts)


@require_GET
def appraisal_now(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """本月考核: the month as it stands, reckoned by the same code as the sheet that will be opened."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    month = Month(ctx, ctx.today.replace(day=1))
    person = pk if pk is not None else ctx.person_id
    subject = next(iter(month.subjects([person])), None)
    if subject is None or not seen.may_look_at(ctx, person, subject.role):
        if person != ctx.person_id:
            raise Http404
        return render(request, "duties/appraisal_now.html", {"subject": None, "first": month.first})
    lines = month.lines_of(subject)
    asked = request.GET.get("line", "")
    if asked:
        return line_now(request, subject, month, lines, asked)
    facts = {
        "subject": subject,
        "first": month.first,
        "rows": [row_of(ctx, each) for each in lines],
        "total": reckoning.total_of(lines),
        "mine": person == ctx.person_id,
    }
    return render(request, "duties/appraisal_now.html", facts)


def line_now(
    request: HttpRequest, subject: Subject, month: Month, lines: list[AppraisalLine], asked: str
) -> HttpResponse:
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    line = next((each for each in lines if str(each.order) == asked), None)
    if line is None or not opened.may_open(ctx, line):
        raise Http404
    facts = {
        "line": line,
        "says": opened.value_says(ctx, line),
        "person": subject.person,
        "first": month.first,
        "back": None,
        "asked": f"line={line.order}&",
        "pages": opened.pages_of(ctx, line, before_in(request)),
        "measured": reckoning.measured_of(line),
    }
    return render(request, "duties/appraisalline.html", facts)


@require_GET
@read_by(STAFF_OFFICE)
def appraisalmonth(request: HttpRequest, pk: int) -> HttpResponse:
    """One month: how far its sheets are, by department, and who has none."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = get_object_or_404(AppraisalMonth.objects.of(ctx), pk=pk)
    here = list(Appraisal.objects.of(ctx).filter(month=found).select_related("person"))
    left = [each for each in here if each.state != Appraisal.State.AGREED]
    without = sheets.without_sheet(ctx, found, Month(ctx, found.first)) if found.state == "open" else []
    facts = {
        "month": found,
        "departments": by_department(here),
        "count": len(here),
        "left": left[:60],
        "without": without,
        "scores": DepartmentScore.objects.of(ctx).filter(month=found),
    }
    return render(request, "duties/appraisalmonth.html", facts)


@require_GET
def departmentscore(request: HttpRequest, pk: int) -> HttpResponse:
    """部门考核: one department's figures against their targets, its head's answer, the signature."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = departments.scores_open_to(ctx).select_related("month", "answered_by", "signed_by")
    found = get_object_or_404(rows, pk=pk)
    facts = {
        "score": found,
        "rows": [(each, *figure_says(ctx, each), opened.may_open(ctx, each)) for each in found.figures.all()],
        "leads": found.department in departments.led_by(ctx),
    }
    return render(request, "duties/departmentscore.html", facts)


@require_GET
def departmentfigure(request: HttpRequest, pk: int) -> HttpResponse:
    """The records behind a department's figure, exactly those that made it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = DepartmentFigure.objects.of(ctx).filter(score__in=departments.scores_open_to(ctx))
    found = get_object_or_404(rows.select_related("score__month"), pk=pk)
    if not opened.may_open(ctx, found):
        raise Http404
    facts = {
        "figure": found,
        "score": found.score,
        "says": opened.value_says(ctx, found),
        "pages": opened.pages_of(ctx, found, before_in(request)),
        "measured": brought.read(found.events).measured(found.of),
    }
    return render(request, "duties/departmentfigure.html", facts)


def figure_says(ctx: Any, each: DepartmentFigure) -> tuple[str, str]:
    """Value and target as this viewer may read them."""
    if not each.of.open_to(ctx):
        return "***", "***"
    step = each.of.step
    return tuple("—" if one is None else f"{one.quantize(step):,}" for one in (each.value, each.target))  # type: ignore[return-value]


def by_department(here: list[Appraisal]) -> list[dict[str, Any]]:
    """Each department's sheets: how many, how many are signed, the mean of those with points."""
    found = []
    for department in Department:
        some = [each for each in here if each.department == department]
        scored = [each.total for each in some if each.total is not None]
        if some:
            found.append(
                {
                    "label": department.label,
                    "value": department.value,
                    "count": len(some),
                    "agreed": sum(each.state == Appraisal.State.AGREED for each in some),
                    "mean": (sum(scored, Decimal(0)) / len(scored)).quantize(points.POINT)
                    if scored
                    else None,
                }
            )
    return found


def mean_of(scored: list[Decimal]) -> Decimal | None:
    return (sum(scored, Decimal(0)) / len(scored)).quantize(points.POINT) if scored else None
