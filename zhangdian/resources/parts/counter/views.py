"""Looking at a counter sale and an internal use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.resources.cashier import receivables
from zhangdian.resources.parts.models import CounterSale, InternalUse, Requisition


@require_GET
def countersale(request: HttpRequest, pk: int) -> HttpResponse:
    """One sale: its lines, its bill, its requisition."""
    ctx = request.ctx  # type: ignore[attr-defined]
    sale = CounterSale.objects.of(ctx).select_related("sold_by").prefetch_related("lines__part").here(pk)
    requisition = Requisition.objects.of(ctx).for_purpose(sale).first()
    bills = receivables.of_purpose(ctx, requisition) if requisition else []
    facts = {"sale": sale, "requisition": requisition, "bills": bills}
    return render(request, "parts/countersale.html", facts)


@require_GET
def internaluse(request: HttpRequest, pk: int) -> HttpResponse:
    """One 内部领用单 with its requisition."""
    ctx = request.ctx  # type: ignore[attr-defined]
    use = InternalUse.objects.of(ctx).select_related("asked_by").here(pk)
    requisition = Requisition.objects.of(ctx).for_purpose(use).prefetch_related("lines__part").first()
    return render(request, "parts/internaluse.html", {"use": use, "requisition": requisition})
