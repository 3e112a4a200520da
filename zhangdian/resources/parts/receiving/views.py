"""Looking at what came in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.resources.parts.models import Receipt
from zhangdian.resources.parts.receiving import lists
from zhangdian.resources.parts.sights import PARTS_COST


@require_GET
def receipts(request: HttpRequest) -> HttpResponse:
    """到货: the list of receipts, and the way to book in."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Receipts(request, lists.receipts(ctx), ctx)
    return render(request, "parts/receipts.html", {"listing": listing})


@require_GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """One 入库单 with its lots."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = Receipt.objects.of(ctx).select_related("supplier", "received_by")
    found = rows.prefetch_related("lots__part", "lots__card").here(pk)
    facts = {"receipt": found, "sees_cost": PARTS_COST.open_to(ctx)}
    return render(request, "parts/receipt.html", facts)
