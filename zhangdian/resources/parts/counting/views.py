"""Looking at counts: blind while they are open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.resources.parts.counting import lists
from zhangdian.resources.parts.counts import lines_of
from zhangdian.resources.parts.models import StockCount


@require_GET
def stockcounts(request: HttpRequest) -> HttpResponse:
    """盘点: the list of counts."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(
        request, "parts/stockcounts.html", {"listing": lists.Counts(request, lists.counts(ctx), ctx)}
    )


@require_GET
def stockcount(request: HttpRequest, pk: int) -> HttpResponse:
    """One count in walking order; the book is shown only for what was counted twice or posted."""
    count = StockCount.objects.of(request.ctx).for_acts().here(pk)  # type: ignore[attr-defined]
    lines = lines_of(count)
    closed = count.state == StockCount.State.CLOSED
    facts = {
        "count": count,
        "lines": [(line, closed or line.times == 2) for line in lines],
        "left": sum(1 for line in lines if not line.times),
        "again": sum(1 for line in lines if line.times == 1 and line.difference),
        "open": count.state == StockCount.State.OPEN,
    }
    return render(request, "parts/stockcount.html", facts)
