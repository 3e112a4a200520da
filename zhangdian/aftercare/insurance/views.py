"""Looking at insurance: insurers, covers and their clauses."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance import listings, queries
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
