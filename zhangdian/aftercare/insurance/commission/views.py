"""Looking at commission: statements with their differences, agreed rates; bringing a statement."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zhangdian.aftercare.insurance import bringing, commissions
from zhangdian.aftercare.insurance.commission import ledgers, lists
from zhangdian.aftercare.insurance.commission.actions import open_statement
from zhangdian.aftercare.insurance.models import CommissionRate, CommissionStatement
from zhangdian.aftercare.insurance.posts import COUNTERS, QUOTERS
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.readers import read_by

SHOWN = 200
"""Lines on a statement's page: differences first; all of them are in the list of lines."""
MISSING_SHOWN = 100


@require_GET
@read_by(COUNTERS)
def statements(request: HttpRequest) -> HttpResponse:
    """手续费对账: the statements, and the place to bring one."""
    return statements_page(request)


def statements_page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = {
        "listing": lists.Statements(request, lists.all_statements(ctx), ctx),
        "brings": bool(ctx.roles.intersection(QUOTERS)),
    }
    facts |= bringing.panel_of(request, refusal)
    return render(request, "insurance/commission.html", facts, status=422 if refusal else 200)


@require_POST
@read_by(QUOTERS)
def upload_statement(request: HttpRequest) -> HttpResponse:
    """An insurer's sheet comes up, is matched line by line, and its page shows what differs."""
    ctx = request.ctx  # type: ignore[attr-defined]
    try:
        insurer = bringing.insurer_asked(request, "对账单")
        month = bringing.month_asked(request)
        with bringing.sheet_sent(request) as (path, _):
            rows, digest = ledgers.told_by(path)
        done = open_statement(ctx, insurer=insurer, month=month, digest=digest, rows=rows)
    except Refusal as refusal:
        return statements_page(request, refusal.sentence)
    return HttpResponseRedirect(reverse("insurance:commissionstatement", args=[done.subject.pk]))


@require_GET
@read_by(COUNTERS)
def commissionstatement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement: what differs and how it was settled, what it does not name, what came in."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found: CommissionStatement = (
        CommissionStatement.objects.of(ctx).select_related("insurer", "opened_by", "agreed_by").here(pk)
    )
    return render(request, "insurance/commissionstatement.html", facts_of(ctx, found))


def facts_of(ctx: Any, found: CommissionStatement) -> dict[str, Any]:
    lines = list(found.lines.select_related("policy__vehicle", "rate", "settled_by"))
    differing = [each for each in lines if each.match != "same"]
    missing = commissions.unstated(ctx, found.insurer, found.month).select_related("vehicle")
    shown = list(missing[:MISSING_SHOWN])
    due = commissions.still_owed(ctx, found.insurer, shown)
    for policy in shown:
        policy.rate_now, policy.due_now = due[policy.pk]
    return {
        "statement": found,
        "told": sum(each.amount for each in lines),
        "lines": len(lines),
        "same": len(lines) - len(differing),
        "left": sum(each.agreed is None for each in differing),
        "differing": differing[:SHOWN],
        "hidden": max(len(differing) - SHOWN, 0),
        "missing": shown,
        "missing_more": missing.count() - len(shown) if len(shown) == MISSING_SHOWN else 0,
        "receipts": found.receipts.select_related("entered_by"),
        "owing": found.agreed - found.received,
        "waits": (ctx.today - clock.day(found.agreed_at, ctx.standing.zone)).days
        if found.agreed_at
        else None,
    }


def waited(ctx: Any, found: CommissionStatement) -> int:
    """Days since both sides agreed."""
    return (ctx.today - clock.day(found.agreed_at, ctx.standing.zone)).days if found.agreed_at else 0


@require_GET
@read_by(COUNTERS)
def commissionlines(request: HttpRequest) -> HttpResponse:
    """手续费明细: every line of the statements that stand."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Lines(request, lists.all_lines(ctx), ctx)
    return render(request, "insurance/commissionlines.html", {"listing": listing})


@require_GET
@read_by(COUNTERS)
def rates(request: HttpRequest) -> HttpResponse:
    """手续费率: every row of every agreement."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Rates(request, lists.all_rates(ctx), ctx)
    return render(request, "insurance/commissionrates.html", {"listing": listing})


@require_GET
@read_by(COUNTERS)
def commissionrate(request: HttpRequest, pk: int) -> HttpResponse:
    """One row of an agreement."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found = CommissionRate.objects.of(ctx).select_related("insurer", "set_by").here(pk)
    return render(request, "insurance/commissionrate.html", {"rate": found})
