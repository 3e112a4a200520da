"""Looking at inspection and wash: queues with their age, one car to judge, the wash."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_GET

from zhangdian.frontline.service.inspection import queries
from zhangdian.frontline.service.inspection.points import minutes_for
from zhangdian.frontline.service.queries import freshness


@require_GET
@condition(etag_func=freshness)
def inspection(request: HttpRequest) -> HttpResponse:
    """检验: what waits for the leader, what waits for the inspector."""
    ctx = request.ctx  # type: ignore[attr-defined]
    leader, inspector = queries.checking_cards(ctx)
    roots = " ".join(f"repairorder-{card.order.pk}" for card in (*leader.cards, *inspector.cards))
    facts = {"leader": leader, "inspector": inspector, "roots": roots}
    return render(request, "service/inspection/queue.html", facts)


@require_GET
def inspected(request: HttpRequest, pk: int) -> HttpResponse:
    """One car to judge: lines with results, findings, points, and the two answers."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.inspected(ctx, pk)
    facts = {
        "visit": seen,
        "order": seen.order,
        "holds": seen.holds,
        "minutes": minutes_for(seen.points),
        "back": reverse("service:inspection"),
    }
    return render(request, "service/inspection/car.html", facts)


@require_GET
@condition(etag_func=freshness)
def wash(request: HttpRequest) -> HttpResponse:
    """洗车: what is being washed, with its places; what waits, by promise."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.washing(ctx)
    cards = (*seen.running, *seen.waiting)
    facts = {
        "wash": seen,
        "list": queries.WASH_LIST,
        "roots": " ".join(f"repairorder-{card.order.pk}" for card in cards),
    }
    return render(request, "service/inspection/wash.html", facts)
