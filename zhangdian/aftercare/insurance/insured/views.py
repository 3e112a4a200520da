"""Looking at the insured rate: month by month, and one month with the cars that differ."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance.insured.lists import RateChecks, all_checks, percent
from zhangdian.aftercare.insurance.models import RateCheck
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.aftercare.insurance.standards import GAPS_BY_CAR
from zhangdian.foundation.ui.readers import read_by
from zhangdian.people.organization import rates

SHOWN = 300
"""Cars on a month's page; what has no reason yet comes first."""


@require_GET
@read_by(QUOTERS)
def ratechecks(request: HttpRequest) -> HttpResponse:
    """投保率核对."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = RateChecks(request, all_checks(ctx), ctx)
    return render(request, "insurance/ratechecks.html", {"listing": listing})


@require_GET
@read_by(QUOTERS)
def ratecheck(request: HttpRequest, pk: int) -> HttpResponse:
    """One month: both rates, and every car that only one of them counts."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: RateCheck = RateCheck.objects.of(ctx).select_related("confirmed_by").here(pk)
    gaps = list(
        found.gaps.select_related("vehicle", "delivered", "said_by").order_by("gone", "because", "pk")
    )
    standing = [each for each in gaps if not each.gone]
    facts = {
        "check": found,
        "by_system": percent(found.system, found.cars),
        "by_lists": percent(found.listed, found.cars),
        "gaps": gaps[:SHOWN],
        "hidden": max(len(gaps) - SHOWN, 0),
        "standing": len(standing),
        "left": sum(not each.because for each in standing),
        "many": len(standing) > rates.measure_of(ctx, GAPS_BY_CAR),
    }
    return render(request, "insurance/ratecheck.html", facts)
