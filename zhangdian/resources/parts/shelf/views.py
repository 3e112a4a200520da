"""Looking at shelves: all parts, one part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.resources.parts.shelf import lists, queries
from zhangdian.resources.parts.sights import PARTS_COST


@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """查件: the list, filtered and sorted by its address."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "parts/parts.html", {"listing": lists.Cards(request, lists.cards(ctx), ctx)})


@require_GET
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """One part: where, how many, which lots, for whom, what moved."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.shelf(ctx, pk)
    facts = {"shelf": seen, "part": seen.part, "sees_cost": PARTS_COST.open_to(ctx)}
    return render(request, "parts/part.html", facts)
