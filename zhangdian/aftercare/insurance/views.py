"""Looking at insurance: insurers, covers, tables of rates, rules and limits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance import listings, queries
from zhangdian.aftercare.insurance.models import RateRow, UnderwritingRule
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.ui.readers import read_by


@require_GET
@read_by(READERS)
def insurers(request: HttpRequest) -> HttpResponse:
    """保险公司: who may be quoted and sold today."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.Insurers(request, listings.all_insurers(ctx), ctx)
    return render(request, "insurance/insurers.html", {"listing": listing})


@require_GET
@read_by(READERS)
def insurer(request: HttpRequest, pk: int) -> HttpResponse:
    """One insurer: its facts, every approval that it had."""
    ctx = request.ctx  # type: ignore[attr-defined]
    try:
        found = queries.insurers_with_approvals(ctx).here(pk)  # type: ignore[attr-defined]
    except NotHere as error:
        raise Http404 from error
    facts = {
        "insurer": found,
        "approval": found.approval_on(ctx.today),
        "approvals": found.approvals.all(),
    }
    return render(request, "insurance/insurer.html", facts)


@require_GET
@read_by(READERS)
def covers(request: HttpRequest) -> HttpResponse:
    """险种: the library with plain words."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.Covers(request, listings.all_covers(ctx), ctx)
    return render(request, "insurance/covers.html", {"listing": listing})


@require_GET
@read_by(READERS)
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """One cover: its clause today, the editions before, what it needs."""
    ctx = request.ctx  # type: ignore[attr-defined]
    try:
        found = queries.library(ctx).here(pk)  # type: ignore[attr-defined]
    except NotHere as error:
        raise Http404 from error
    facts = {
        "cover": found,
        "clause": queries.clause_on(found, ctx.today),
        "clauses": found.clauses.all(),
        "needed": queries.names_of(ctx, found.needed),
    }
    return render(request, "insurance/cover.html", facts)


@require_GET
@read_by(READERS)
def tables(request: HttpRequest) -> HttpResponse:
    """费率表: every edition, whose and from when."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.RateTables(request, listings.all_tables(ctx), ctx)
    return render(request, "insurance/tables.html", {"listing": listing})


@require_GET
@read_by(READERS)
def ratetable(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition, row by row."""
    ctx = request.ctx  # type: ignore[attr-defined]
    try:
        found = queries.table_with_rows(ctx).here(pk)  # type: ignore[attr-defined]
    except NotHere as error:
        raise Http404 from error
    rows = list(found.rows.all())
    facts = {"table": found, "rows": rows, "columns": columns_of(rows)}
    return render(request, "insurance/ratetable.html", facts)


def columns_of(rows: list[RateRow]) -> list[str]:
    """The columns in which some row says something."""
    names = ("scheme", "use", "product", "low", "high", "sum", "value", "rate")
    return [name for name in names if any(getattr(row, name) not in (None, "") for row in rows)]


@require_GET
@read_by(READERS)
def rules(request: HttpRequest) -> HttpResponse:
    """承保规则: what insurers ask for, and who may go how far alone."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.UnderwritingRules(request, listings.all_rules(ctx), ctx)
    limits = sorted(queries.limits_on(ctx, ctx.today).values(), key=lambda each: each.premium_max)
    facts = {"listing": listing, "limits": limits}
    return render(request, "insurance/rules.html", facts)


@require_GET
@read_by(READERS)
def underwritingrule(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule: what it refuses, for whom, from when."""
    ctx = request.ctx  # type: ignore[attr-defined]
    try:
        found = UnderwritingRule.objects.of(ctx).select_related("insurer").here(pk)
    except NotHere as error:
        raise Http404 from error
    covers = queries.names_of(ctx, [found.code])
    return render(request, "insurance/rule.html", {"rule": found, "covers": covers})
