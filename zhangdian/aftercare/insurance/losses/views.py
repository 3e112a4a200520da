"""Looking at lost renewals: month by month, and one month with its measures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance.losses import queries
from zhangdian.aftercare.insurance.losses.lists import LostAnalyses, all_analyses
from zhangdian.aftercare.insurance.models import LostAnalysis
from zhangdian.aftercare.insurance.posts import KEEPERS, RENEWERS
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.readers import read_by

WRITERS = tuple(dict.fromkeys((*RENEWERS, *KEEPERS)))


@require_GET
@read_by(WRITERS)
def lostanalyses(request: HttpRequest) -> HttpResponse:
    """战败分析."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {"listing": LostAnalyses(request, all_analyses(ctx), ctx)}
    return render(request, "insurance/lostanalyses.html", facts)


@require_GET
@read_by(WRITERS)
def lostanalysis(request: HttpRequest, pk: int) -> HttpResponse:
    """One month: reasons beside the month before, measures, and what came of the last ones."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = LostAnalysis.objects.of(ctx).select_related("written_by", "decided_by")
    found: LostAnalysis = rows.here(pk)
    facts = {
        "analysis": found,
        "changes": queries.changes_of(ctx, found),
        "next_is_over": ctx.today > clock.month_end(found.month + queries.MONTH),
        "groups": queries.groups_of(found),
        "improvements": queries.improvements_of(found),
        "followed": queries.followed(ctx, found),
    }
    return render(request, "insurance/lostanalysis.html", facts)
