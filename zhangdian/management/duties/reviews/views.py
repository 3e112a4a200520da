"""Looking at what every management review must have before it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.management.duties import reviewing
from zhangdian.management.duties.models import ReviewInput
from zhangdian.people.organization.roles import STAFF_OFFICE


@require_GET
def review_inputs(request: HttpRequest) -> HttpResponse:
    """评审材料: the store's list."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = list(ReviewInput.objects.of(ctx))
    fresh = {row.name for row in reviewing.shipped()} - {row.name for row in rows}
    facts = {
        "inputs": [(each, figures_of(each)) for each in rows],
        "fresh": bool(fresh),
        "sets": bool(ctx.roles.intersection(STAFF_OFFICE)),
    }
    return render(request, "duties/review_inputs.html", facts)


def figures_of(wanted: ReviewInput) -> str:
    return "、".join(FIGURES[name].label for name in wanted.figures.split() if name in FIGURES)
