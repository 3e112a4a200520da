"""Looking at the window: the queue with the pick, one requisition, its paper, the boxes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel.papers import body_of, in_fours, latest
from zhangdian.foundation.ui.trails import timeline
from zhangdian.resources.parts.models import IssueSlip, Requisition
from zhangdian.resources.parts.window import lists, papers, queries


@require_GET
def window(request: HttpRequest) -> HttpResponse:
    """配件窗口: who waits, the pick of the one at hand, what closes and comes in today."""
    ctx = request.ctx  # type: ignore[attr-defined]
    waiting = queries.waiting(ctx)
    at_hand = next((card for card in waiting if str(card.requisition.pk) == request.GET.get("r")), None)
    facts = {
        "waiting": waiting,
        "at_hand": at_hand or next(iter(waiting), None),
        "pace": queries.pace_today(ctx),
        "short": [card for card in waiting if card.short][:4],
        "cutoffs": queries.cutoffs(ctx),
        "receipts": queries.receipts_today(ctx),
        "boxes": queries.boxes_for(ctx)[:8],
    }
    return render(request, "parts/window.html", facts)


@require_GET
def requisition(request: HttpRequest, pk: int) -> HttpResponse:
    """One 领料单: lines, slips, reservations, what happened."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = Requisition.objects.of(ctx).select_related("wanted_by").prefetch_related("lines__part")
    found = rows.prefetch_related("lines__reservation", "slips__taker", "slips__keeper").here(pk)
    facts = {"requisition": found, "timeline": timeline(ctx, found)}
    return render(request, "parts/requisition.html", facts)


@require_GET
def requisition_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The 领料单 as it prints: while something is to be picked, unsigned; then its last signed sheet."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = Requisition.objects.of(ctx).select_related("wanted_by").prefetch_related("lines__part")
    found = rows.for_acts().here(pk)
    slips = list(found.slips.all())
    if slips and not any(line.outstanding for line in found.at_hand("lines")):
        return redirect("parts:slip_paper", slips[-1].pk)
    facts = {"body": papers.REQUISITION.draw(ctx, found), "requisition": found, "slips": slips}
    return render(request, "parts/requisition_paper.html", facts)


@require_GET
def slip_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The 领料单 of one hand-over: the same bytes that its taker signed, or what he has still to sign."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = IssueSlip.objects.of(ctx).select_related("requisition", "keeper", "taker", "store")
    slip = rows.here(pk)
    paper = latest(ctx, papers.SLIP, slip)
    facts = {
        "slip": slip,
        "paper": paper,
        "body": body_of(paper) if paper else papers.SLIP.draw(ctx, slip),
        "digest": in_fours(paper.page_id) if paper else "",
        "back": queries.came_back(ctx, slip),
        "print_now": "print" in request.GET and paper and paper.prints > 0,
        "other_lots": "other_lots" in request.GET,
    }
    return render(request, "parts/slip_paper.html", facts)


@require_GET
def requisitions(request: HttpRequest) -> HttpResponse:
    """领料单: the list."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Requisitions(request, Requisition.objects.of(ctx), ctx)
    return render(request, "parts/requisitions.html", {"listing": listing})


@require_GET
def boxes(request: HttpRequest) -> HttpResponse:
    """备箱: what is held back for the bookings of the next days, and what lies ready."""
    ctx = request.ctx  # type: ignore[attr-defined]
    ready = [card for card in queries.waiting(ctx) if card.requisition.box]
    return render(request, "parts/boxes.html", {"boxes": queries.boxes_for(ctx, days=3), "ready": ready})
