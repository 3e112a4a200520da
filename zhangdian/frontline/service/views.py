"""Looking at visits: board, wall, list, one visit, papers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.papers import KINDS, body_of
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.ui.timeline import timeline
from zhangdian.frontline.service import capacity, queries
from zhangdian.frontline.service.models import RepairOrder, Statement
from zhangdian.frontline.service.orders import Orders

TONES = ("late", "parts", "cust", "rework")
SCOPES = (("", "全部"), ("mechanical", "机电"), ("body", "钣喷"))


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """派工与看板: stages as columns, longest standing first."""
    ctx = request.ctx  # type: ignore[attr-defined]
    scope = request.GET.get("scope", "")
    scope = scope if scope in dict(SCOPES) else ""
    lanes = queries.board(ctx, scope)
    proposed = capacity.proposals(ctx, lanes[0].cards)
    facts = {
        "lanes": lanes,
        "scope": scope,
        "scopes": SCOPES,
        "count": sum(len(lane.cards) for lane in lanes),
        "free": capacity.who_is_free(ctx),
        "load": capacity.load_of_day(ctx, lanes),
        "late": [card for lane in lanes for card in lane.cards if card.late],
    }
    for card in lanes[0].cards:
        card.proposal = proposed.get(card.order.pk)
    return render(request, "service/board.html", facts)


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """The wall screen: nothing to press, the worst first."""
    ctx = request.ctx  # type: ignore[attr-defined]
    lanes = queries.board(ctx)
    for lane in lanes:
        lane.cards.sort(key=lambda card: (-card.late, -card.minutes))
    return render(request, "service/wall.html", {"lanes": lanes, "touch": False, **wall_counts(lanes)})


def wall_counts(lanes: list[queries.Lane]) -> dict[str, Any]:
    cards = [card for lane in lanes for card in lane.cards]
    return {
        "count": len(cards),
        "tones": [(tone, sum(card.tone == tone for card in cards)) for tone in TONES],
    }


@require_GET
def repairorder(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: its next step, lines, money, people, papers, timeline."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = visit_or_404(ctx, pk)
    facts = {
        "visit": seen,
        "order": seen.order,
        "holds": seen.holds,
        "timeline": timeline(ctx, seen.order),
        "split": queries.hours_by_holder(ctx, seen.order),
    }
    return render(request, "service/repairorder.html", facts)


def visit_or_404(ctx: Any, pk: int) -> queries.Visit:
    try:
        return queries.visit(ctx, pk)
    except NotHere as error:
        raise Http404 from error


@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper as it was signed: the same bytes, with number, version, digest and print count around it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    frozen = get_object_or_404(
        Paper.objects.of(ctx).select_related("page", "witness", "signature", "store"), pk=pk
    )
    kind = KINDS.get(frozen.kind)
    if kind is None:
        raise Http404
    facts = {"paper": frozen, "kind": kind, "body": body_of(frozen), "touch": False, "store": frozen.store}
    return render(request, "service/paper.html", facts)


@require_GET
def draft_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The paper as it would be signed now."""
    ctx = request.ctx  # type: ignore[attr-defined]
    if kind not in ("HC", "WL"):
        raise Http404
    try:
        order = RepairOrder.objects.of(ctx).for_acts().here(pk)
    except NotHere as error:
        raise Http404 from error
    facts = {"body": KINDS[kind].draw(ctx, order), "kind": KINDS[kind], "paper": None}
    return render(request, "service/paper.html", facts)


@require_GET
def draft_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement as it would be signed now."""
    ctx = request.ctx  # type: ignore[attr-defined]
    statement = get_object_or_404(Statement.objects.of(ctx).select_related("order__vehicle__model"), pk=pk)
    kind = KINDS["JS"]
    facts = {"body": kind.draw(ctx, statement), "kind": kind, "paper": None, "number": statement.number}
    return render(request, "service/paper.html", facts)


@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    """工单: the list, filtered and sorted by its address."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = Orders(request, RepairOrder.objects.of(ctx), ctx)
    return render(request, "service/orders.html", {"listing": listing})
