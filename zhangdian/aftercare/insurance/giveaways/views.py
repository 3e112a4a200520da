"""Looking at what was given away and at the forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance.giveaways import lists
from zhangdian.aftercare.insurance.given_away import SIGNED
from zhangdian.aftercare.insurance.models import Giveaway, GiveawayForm
from zhangdian.aftercare.insurance.posts import COUNTERS
from zhangdian.foundation.ui.readers import read_by

READS = ("form", "quote__vehicle", "insurer", "policy", "asked_by", "withdrawn_by", "request")


@require_GET
@read_by(COUNTERS)
def giveaways(request: HttpRequest) -> HttpResponse:
    """让利: what went to customers, and what is left of the commission."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    listing = lists.Giveaways(request, lists.all_giveaways(ctx), ctx)
    return render(request, "insurance/giveaways.html", {"listing": listing})


@require_GET
@read_by(COUNTERS)
def giveaway(request: HttpRequest, pk: int) -> HttpResponse:
    """One give-away: how much, in what form, who signed and when."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = Giveaway.objects.of(ctx).select_related(*READS).prefetch_related(*SIGNED).here(pk)
    return render(request, "insurance/giveaway.html", {"giveaway": found})


@require_GET
@read_by(COUNTERS)
def giveawayforms(request: HttpRequest) -> HttpResponse:
    """让利形式: what is allowed, up to how much, by what source."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    listing = lists.Forms(request, lists.all_forms(ctx), ctx)
    return render(request, "insurance/giveawayforms.html", {"listing": listing})


@require_GET
@read_by(COUNTERS)
def giveawayform(request: HttpRequest, pk: int) -> HttpResponse:
    """One form from a day on."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: GiveawayForm = GiveawayForm.objects.of(ctx).select_related("set_by").here(pk)
    return render(request, "insurance/giveawayform.html", {"form": found})
