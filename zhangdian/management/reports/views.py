"""Looking at reports: the list, one as it was delivered, its paper, its sheets, the plans."""

from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from zhangdian.foundation.kernel.papers import body_of, in_fours, latest
from zhangdian.foundation.ui.exports import taken_away
from zhangdian.foundation.ui.xlsx import write_book
from zhangdian.management.reports import making, plans
from zhangdian.management.reports.lists import Reports, reports_open_to
from zhangdian.management.reports.models import Report


def shown(ctx: Any, pk: int) -> Report:
    found: Report = reports_open_to(ctx).select_related("read_by").here(pk)  # type: ignore[attr-defined]
    return found


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """报表: what came and what was written."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "reports/reports.html", {"listing": Reports(request, reports_open_to(ctx), ctx)})


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report as it was delivered, the question and the answer beside it."""
    found = shown(request.ctx, pk)  # type: ignore[attr-defined]
    content = making.read(found.content_text) if found.content_text else None
    return render(request, "reports/report.html", {"report": found, "content": content})


@require_GET
def report_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same bytes as were frozen, to print."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = shown(ctx, pk)
    paper = latest(ctx, making.REPORT, found)
    facts = {
        "report": found,
        "paper": paper,
        "body": body_of(paper) if paper else "",
        "digest": in_fours(paper.page_id) if paper else "",
        "print_now": "print" in request.GET and paper and paper.prints > 0,
    }
    return render(request, "reports/report_paper.html", facts)


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
    """报表安排: which report, at what hour, to whom."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "reports/plans.html", {"plans": plans.plans_on(ctx, ctx.today).values()})
