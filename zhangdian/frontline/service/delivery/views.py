"""Looking at delivery: what is ready, the statement, the gate."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.frontline.service import queries, statements
from zhangdian.frontline.service.delivery import actions
from zhangdian.frontline.service.models import GatePass, RepairOrder
from zhangdian.frontline.service.views import visit_or_404
from zhangdian.people.customers import plates

State = RepairOrder.State


@require_GET
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """交车: what is missing only, then with the customer, one signature at the end."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = visit_or_404(ctx, pk)
    facts = {
        "visit": seen,
        "order": seen.order,
        "holds": seen.holds,
        "missing": missing(ctx, seen.order),
        "amount": statements.customer_amount(seen.order),
        "back": request.GET.get("back", ""),
    }
    return render(request, "service/delivery/page.html", facts)


def missing(ctx: Any, order: RepairOrder) -> list[Missing]:
    """What the second sitting still waits for, with who can do it."""
    if order.state != State.READY:
        return []
    return [found for gate in actions.SECOND_SITTING if (found := gate.missing(ctx, order))]


@require_GET
def gate(request: HttpRequest) -> HttpResponse:
    """放行: the guard types the plate's tail; a valid pass is green, anything else says why not."""
    ctx = request.ctx  # type: ignore[attr-defined]
    typed = plates.normalise(request.GET.get("q", "")[:12])
    here = (
        RepairOrder.objects.of(ctx)
        .filter(state__in=RepairOrder.HERE)
        .select_related("advisor", "vehicle__model")
    )
    found = list(here.filter(plate__endswith=typed)[:6]) if typed else []
    passes = {each.order_id: each for each in GatePass.objects.of(ctx).filter(order__in=found)}
    cars = [(order, passes.get(order.pk), exit_status(ctx, order)) for order in found]
    start, end = clock.day_bounds(ctx.today)
    facts = {
        "q": typed,
        "cars": cars,
        "ready": list(here.filter(state=State.RELEASED)[:30]),
        "left": RepairOrder.objects.of(ctx)
        .filter(exited_at__gte=start, exited_at__lt=end)
        .order_by("-exited_at")[:8],
    }
    return render(request, "service/delivery/gate.html", facts)


def exit_status(ctx: Any, order: RepairOrder) -> list[Missing]:
    """Why this car may not leave yet; empty when it may."""
    declared = registry.ACTIONS["service.let_out"]
    return [found for each in declared.gates if (found := each.missing(ctx, order))]


def to_deliver(ctx: Any) -> Any:
    """Cars that wait for their advisor: mine first."""
    rows = RepairOrder.objects.of(ctx).filter(state=State.READY).select_related("advisor", "vehicle")
    return sorted(
        rows, key=lambda order: (order.advisor_id != ctx.person_id, order.promised_at or order.arrived_at)
    )


@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """交车: cars that are ready, mine first."""
    ctx = request.ctx  # type: ignore[attr-defined]
    ready = queries.cards(
        ctx, queries.cars_here(ctx).filter(state__in=(State.READY, State.SETTLING, State.RELEASED))
    )
    ready.sort(key=lambda card: (card.order.advisor_id != ctx.person_id, -card.minutes))
    return render(request, "service/delivery/list.html", {"cards": ready})
