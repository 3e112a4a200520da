"""Looking at reports and figures: as delivered, on paper, as sheets; figures against their targets."""

from datetime import timedelta
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.foundation.kernel.papers import body_of, in_fours, latest
from zhangdian.foundation.kernel.sight import SIGHTS
from zhangdian.foundation.ui.exports import taken_away
from zhangdian.foundation.ui.pdf import paper_taken_away
from zhangdian.foundation.ui.trails import before_in
from zhangdian.foundation.ui.xlsx import write_book
from zhangdian.management.reports import actions, indicators, making, plans
from zhangdian.management.reports.lists import Reports, reports_open_to
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.sections import sights_of
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.roles import STAFF_OFFICE


def shown(ctx: Any, pk: int) -> Report:
    found: Report = reports_open_to(ctx).select_related("read_by", "made_by", "person").here(pk)  # type: ignore[attr-defined]
    return found


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """报表: what came and what was written."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "reports/reports.html", {"listing": Reports(request, reports_open_to(ctx), ctx)})


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report as it was delivered, with question and answer; one to be written as it stands now."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found = shown(ctx, pk)
    content = making.read(found.content_text) if found.content_text else None
    writes = found.state == Report.State.DRAFT and found.is_written_by(ctx)
    if found.state == Report.State.DRAFT:
        content = making.draft_again(ctx, found).content
    return render(request, "reports/report.html", {"report": found, "content": content, "writes": writes})


@require_GET
def report_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same bytes as were frozen, to print."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = paper_facts(ctx, shown(ctx, pk))
    paper = facts["paper"]
    facts["print_now"] = "print" in request.GET and paper and paper.prints > 0
    return render(request, "reports/report_paper.html", facts)


@require_POST
def report_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """The frozen page as PDF, to send on; that it was taken is in the journal."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = shown(ctx, pk)
    facts = paper_facts(ctx, found)
    if facts["paper"] is None:
        raise Http404
    return paper_taken_away(
        request,
        "reports/report_paper.html",
        facts,
        title=str(found),
        name="report_file",
        of=f"{found.code} {found.first}",
    )


def paper_facts(ctx: Any, found: Report) -> dict[str, Any]:
    """What the frozen page of a report shows."""
    paper = latest(ctx, making.REPORT, found)
    return {
        "report": found,
        "paper": paper,
        "body": body_of(paper) if paper else "",
        "digest": in_fours(paper.page_id) if paper else "",
    }


@require_POST
def sheets(request: HttpRequest, pk: int) -> FileResponse:
    """Figures and tables as .xlsx; that they were taken is in the journal."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = shown(ctx, pk)
    content = making.read(found.content_text) if found.content_text else making.EMPTY

    def write(file: IO[bytes], watermark: str) -> int:
        return write_book(file, making.sheets(content), watermark=watermark, zone=ctx.standing.zone)

    return taken_away(ctx, str(found), write, name="report", filters=f"{found.code} {found.first}")


@require_GET
def plans_page(request: HttpRequest) -> HttpResponse:
    """报表安排: which report, at what hour, by whom, to whom: the calendar of reports of every post."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "reports/plans.html", {"plans": plans.plans_on(ctx, ctx.today).values()})


@require_GET
def plan_page(request: HttpRequest, code: str) -> HttpResponse:
    """What a report would say now of the last time that is over, for those who may read it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    plan = plans.plans_on(ctx, ctx.today).get(code)
    if plan is None:
        raise Http404
    first, last = plan.kind.period.told_on(ctx.today)
    closed = [name for name in sights_of(plan.kind.sections) if not SIGHTS[name].open_to(ctx)]
    reads = ctx.roles.intersection({*STAFF_OFFICE, *actions.PLANNERS, plan.kind.author, plan.kind.receiver})
    whose = ctx.person_id if plan.kind.each and plan.kind.author in ctx.roles else None
    content = None
    if reads and not closed:
        content = making.content_for(ctx, plan.kind, first, last, whose)
    return render(
        request, "reports/plan.html", {"plan": plan, "first": first, "last": last, "content": content}
    )


# ---- figures against their targets ------------------------------------------------------------------------


@require_GET
def indicators_page(request: HttpRequest) -> HttpResponse:
    """指标: every figure of a level with its target, the pace, and thirteen months."""
    return render(request, "reports/indicators.html", board_facts(request))


@require_GET
def indicators_paper(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {**board_facts(request), "store": Store.objects.get(pk=ctx.store_id), "now": ctx.now}
    return render(request, "reports/indicators_paper.html", facts)


def board_facts(request: HttpRequest) -> dict[str, Any]:
    """Lines of the level and the month that the address names."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    level = indicators.level_asked(ctx, request.GET.get("department"), request.GET.get("person", ""))
    month = indicators.month_asked(ctx, request.GET.get("month", ""), level.whose)
    return {
        "level": level,
        "levels": indicators.levels_open_to(ctx),
        "month": month,
        "months": clock.months_back(ctx.today, 3)[::-1],
        "lines": indicators.board(ctx, level, month),
        "next_month": clock.month_end(ctx.today) + timedelta(days=1),
        "waits": level.whose.person == ctx.person_id and goals.to_acknowledge(ctx).exists(),
        "may_set": not month.is_over and bool(ctx.roles.intersection(goals.SETS)),
    }


@require_GET
def indicator(request: HttpRequest, figure: str) -> HttpResponse:
    """One figure of one level: how it went, who below brought what, the records behind it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    level = indicators.level_asked(ctx, request.GET.get("department"), request.GET.get("person", ""))
    found = FIGURES.get(figure)
    if found is None or not (found.open_to(ctx) and level.has(found)):
        raise Http404
    month = indicators.month_asked(ctx, request.GET.get("month", ""), level.whose)
    close = indicators.Close(ctx, found, level, month)
    over, others = "over" in request.GET, "others" in request.GET
    facts = {
        "close": close,
        "trail": indicators.events_of(close, 0 if over else before_in(request), others=others),
        "others": others,
        "divisors": indicators.divisors_of(close, before_in(request) if over else 0),
        "months": clock.months_back(ctx.today, 3)[::-1],
    }
    return render(request, "reports/indicator.html", facts)


@require_POST
def indicators_sheets(request: HttpRequest) -> FileResponse:
    """The board as .xlsx; that it was taken is in the journal."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = board_facts(request)
    level, month = facts["level"], facts["month"]

    def write(file: IO[bytes], watermark: str) -> int:
        sheet = indicators.sheet_of(facts["lines"], month)
        return write_book(file, [("指标", *sheet)], watermark=watermark, zone=ctx.standing.zone)

    title = f"指标 {level.label} {month.first:%Y-%m}"
    return taken_away(ctx, title, write, name="indicators", filters=f"{level.asked} {month.first:%Y-%m}")
