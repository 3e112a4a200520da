"""Looking at delivery: what is ready, the statement, the gate."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.models import Entry, Weight
from zhangdian.foundation.kernel.papers import body_of, in_fours, latest
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.foundation.ui import link_pages
from zhangdian.foundation.ui.readers import read_by
from zhangdian.frontline.service import checking, queries, statements
from zhangdian.frontline.service.delivery import actions
from zhangdian.frontline.service.models import GatePass, RepairOrder
from zhangdian.frontline.service.papers import GATE_PASS
from zhangdian.people.customers import plates
from zhangdian.people.customers.sights import PRICES
from zhangdian.resources.cashier import receivables
from zhangdian.resources.cashier.models import Payment, Receivable

State = RepairOrder.State


@require_GET
@read_by(PRICES.roles)
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """交车: what is missing only, then with the customer, one signature at the end."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.visit(ctx, pk)
    facts = {
        "visit": seen,
        "order": seen.order,
        "holds": seen.holds,
        "missing": missing(ctx, seen.order),
        "amount": statements.customer_amount(seen.order),
        "points": checking.INTERNAL_POINTS,
        "back": request.GET.get("back", ""),
    }
    return render(request, "service/delivery/page.html", facts)


def missing(ctx: Any, order: RepairOrder) -> list[Missing]:
    """What stops the second sitting, with who can do it; what is only asked does not stand here."""
    if order.state != State.READY:
        return []
    stopping = [g for g in actions.SECOND_SITTING if g.weight_for(ctx.standing.rules) is Weight.STOP]
    return [found for gate in stopping if (found := gate.missing(ctx, order))]


@require_GET
@read_by(PRICES.roles)
def statement_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The code that the payer scans, and whether he has opened it; while there is none, who sends it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    order = queries.visit(ctx, pk).order
    key = link_pages.standing_key(actions.sign_statement_by_link, order)
    if not key:
        return redirect("service:delivery", pk)
    address = link_pages.address(request, key)
    facts = {
        "order": order,
        "address": address,
        "code": link_pages.code_of(address),
        "amount": statements.customer_amount(order),
        "back": reverse("service:delivery", args=[pk]),
    }
    return render(request, "service/delivery/link.html", facts)


@require_GET
def gate_pass(request: HttpRequest, pk: int) -> HttpResponse:
    """出门证 as it became good, with its code; around the frozen page it says whether it is valid now.

    While there is none, the guard's page says what is missing.
    """
    ctx = request.ctx  # type: ignore[attr-defined]
    found = GatePass.objects.of(ctx).select_related("order__advisor", "order__vehicle__model", "store")
    order = queries.visit(ctx, pk).order
    at_the_gate = f"{reverse('service:gate')}?q={order.plate}"
    printed = found.filter(order=order).first()
    if printed is None:
        return redirect(at_the_gate)
    frozen = latest(ctx, GATE_PASS, printed.order)
    facts = {
        **paid_facts(ctx, printed.order),
        "size": "form",
        "frozen": frozen,
        "body": body_of(frozen) if frozen else GATE_PASS.draw(ctx, printed.order),
        "digest": in_fours(frozen.page_id) if frozen else "",
        "print_now": "print" in request.GET and frozen and frozen.prints > 0,
        "order": printed.order,
        "gate_pass": printed,
        "code": link_pages.code_of(request.build_absolute_uri(at_the_gate)),
        "why_not": exit_status(ctx, printed.order),
        "paper": {"house": printed.store.name, "store_line": printed.store.phone},
    }
    return render(request, "service/delivery/gate_pass.html", facts)


def paid_facts(ctx: Any, order: RepairOrder) -> dict[str, Any]:
    """How its statements were paid or put on account and with whom, and who opened the gate."""
    owed = [each for each in receivables.of_purpose(ctx, order) if each.state != Receivable.State.VOID]
    left = Entry.objects.filter(
        store_id=ctx.store_id, action=actions.let_out.name, subject_type=order._meta.label_lower
    )
    last = left.filter(subject_id=order.pk).select_related("person").order_by("pk").last()
    return {
        "paid_words": "、".join(dict.fromkeys(each.get_state_display() for each in owed)) or "不用付款",
        "payments": list(Payment.objects.of(ctx).filter(receivable__in=owed).select_related("taken_by")),
        "let_out_by": last.person if last else None,
    }


@require_GET
def gate(request: HttpRequest) -> HttpResponse:
    """放行: the guard types the tail; a valid pass is green, anything else says why not."""
    ctx = request.ctx  # type: ignore[attr-defined]
    typed = plates.normalise(request.GET.get("q", "")[:12])
    here = RepairOrder.objects.of(ctx).open().select_related("advisor", "vehicle__model")
    found = list(here.filter(plate__endswith=typed)[:6]) if typed else []
    passes = {each.order_id: each for each in GatePass.objects.of(ctx).filter(order__in=found)}
    cars = [(order, passes.get(order.pk), exit_status(ctx, order)) for order in found]
    start, end = clock.day_bounds(ctx.today)
    left = RepairOrder.objects.of(ctx).filter(exited_at__gte=start, exited_at__lt=end)
    facts = {
        "q": typed,
        "cars": cars,
        "ready": list(here.filter(state=State.RELEASED)[:30]),
        "left": left.order_by("-exited_at")[:8],
    }
    return render(request, "service/delivery/gate.html", facts)


def exit_status(ctx: Any, order: RepairOrder) -> list[Missing]:
    """Why this car may not leave yet; empty when it may."""
    declared = registry.ACTIONS["service.let_out"]
    return [found for each in declared.gates if (found := each.missing(ctx, order))]


@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """交车: cars that are ready, mine first."""
    ctx = request.ctx  # type: ignore[attr-defined]
    ready = queries.cards(
        ctx, queries.cars_here(ctx).filter(state__in=(State.READY, State.SETTLING, State.RELEASED))
    )
    ready.sort(key=lambda card: (card.order.advisor_id != ctx.person_id, -card.minutes))
    return render(request, "service/delivery/list.html", {"cards": ready})
