"""Looking at a confirmation: which clauses, in which edition, what the customer said or signed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance.models import Explanation, Policy
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.foundation.ui.readers import read_by


@require_GET
@read_by(READERS)
def explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """条款确认."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: Explanation = Explanation.objects.of(ctx).select_related("vehicle", "by").here(pk)
    facts = {
        "explanation": found,
        "clauses": [each.clause for each in found.clauses.select_related("clause__cover")],
        "photos": photos_of(ctx, found),
        "policies": Policy.objects.of(ctx).filter(explanation=found).select_related("insurer"),
    }
    return render(request, "insurance/explanation.html", facts)
