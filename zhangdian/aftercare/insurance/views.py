"""Looking at insurance: insurers, covers, tables of rates, rules and limits, quotes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance import approving, given_away, listings, queries, saying
from zhangdian.aftercare.insurance.models import BarredAttempt, Quote, RateRow, UnderwritingRule
from zhangdian.aftercare.insurance.posts import KEEPERS, READERS
from zhangdian.foundation.kernel.models import Photo
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
    found = queries.insurers_with_approvals(ctx).here(pk)  # type: ignore[attr-defined]
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
    found = queries.library(ctx).here(pk)  # type: ignore[attr-defined]
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
    found = queries.table_with_rows(ctx).here(pk)  # type: ignore[attr-defined]
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
    found = UnderwritingRule.objects.of(ctx).select_related("insurer").here(pk)
    named = queries.cover_names(ctx)
    facts = {
        "rule": found,
        "covers": [named[found.code]] if found.code in named else [],
        "bound": saying.bound_said(found.kind, found.value, named),
    }
    return render(request, "insurance/rule.html", facts)


@require_GET
@read_by(READERS)
def quotes(request: HttpRequest) -> HttpResponse:
    """保险报价: trials and what insurers answered."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = listings.Quotes(request, listings.all_quotes(ctx), ctx)
    return render(request, "insurance/quotes.html", {"listing": listing})


def quote_facts(ctx: Any, pk: int) -> dict[str, Any]:
    """A quote with its offers side by side."""
    found: Quote = queries.quotes_to_read(ctx).here(pk)  # type: ignore[attr-defined]
    offers = list(found.offers.all())
    return {
        "quote": found,
        "offers": offers,
        "rows": queries.side_by_side(found),
        "gaps": queries.gaps_of(offers),
        "examples": any(line.example for offer in offers for line in offer.lines.all()),
    }


@require_GET
@read_by(READERS)
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """One quote: insurers side by side, each figure explained behind a tap."""
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = quote_facts(ctx, pk)
    found: Quote = facts["quote"]
    binding = list(found.binding.all())
    pictures = Photo.objects.of(ctx).filter(
        subject_type="insurance.bindingquote", subject_id__in=[each.pk for each in binding]
    )
    for each in binding:
        each.pictures = [photo for photo in pictures if photo.subject_id == each.pk]
    facts |= {
        "binding": binding,
        "claims": found.claims,
        "sent": queries.sent_of(ctx, quote=found),
        "expired": found.valid_until < ctx.today,
        "approval": approving.of_quotes(ctx, [pk]).get(pk),
        "mark": approving.MARK,
        "decisions": decisions_for(ctx, found),
        **given_away.of_quote(ctx, found),
    }
    return render(request, "insurance/quote.html", facts)


def decisions_for(ctx: Any, quote: Quote) -> list[tuple[Any, str]]:
    """What was decided and the quote's advisor, who looks, has not read."""
    if quote.advisor_id != ctx.person_id:
        return []
    return [(each, approving.answer(each)) for each in approving.decided(ctx, quote)]


@require_GET
@read_by(READERS)
def quote_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on paper, which says that it is an estimate."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "insurance/quote_paper.html", quote_facts(ctx, pk))


@require_GET
@read_by(KEEPERS)
def barredattempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wanted to quote an insurer that the store has not approved."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = BarredAttempt.objects.of(ctx).select_related("insurer", "vehicle", "by", "read_by")
    found = rows.here(pk)
    return render(request, "insurance/attempt.html", {"attempt": found})
