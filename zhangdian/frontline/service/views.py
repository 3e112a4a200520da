"""Looking at visits: list, one visit, papers."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.papers import KINDS, PaperKind, body_of, in_fours
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.trails import timeline
from zhangdian.frontline.service import figures, queries
from zhangdian.frontline.service.models import RepairOrder, Statement
from zhangdian.frontline.service.orders import Orders, with_ball
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization.roles import MANAGERS, Role

ELSEWHERE = {"CM": "service:gate_pass", "CK": "parts:slip_paper"}
"""Papers whose page says more around the frozen bytes than whose signature it bears."""
READERS = (*MANAGERS, Role.FRONT_DESK_SUPERVISOR, Role.WORKSHOP_SUPERVISOR)


@require_GET
def repairorder(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: its next step, lines, money, people, papers, timeline."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.visit(ctx, pk)
    facts = {
        "visit": seen,
        "order": seen.order,
        "holds": seen.holds,
        "timeline": timeline(ctx, seen.order),
        "split": queries.hours_by_holder(seen),
    }
    return render(request, "service/repairorder.html", facts)


@require_GET
@read_by(PRICES.roles)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper as it was signed: the same bytes, with number, version, digest and print count around it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    frozen = get_object_or_404(
        Paper.objects.of(ctx).select_related("page", "witness", "signature", "store"), pk=pk
    )
    kind = KINDS.get(frozen.kind)
    if kind is None:
        raise Http404
    if frozen.kind in ELSEWHERE:
        return redirect(ELSEWHERE[frozen.kind], frozen.subject_id)
    facts = {"paper": frozen, "kind": kind, "body": body_of(frozen), "touch": False, "store": frozen.store}
    order = order_of(ctx, frozen)
    facts |= {"order": order, "advisor": order and order.advisor, "digest": in_fours(frozen.page_id)}
    facts["print_now"] = "print" in request.GET and frozen.prints > 0
    return render(request, "service/paper.html", facts)


def order_of(ctx: Any, frozen: Paper) -> RepairOrder | None:
    """The visit that a paper belongs to, with who stood before the customer when he signed."""
    own = "statements" if frozen.subject_type == "service.statement" else "pk"
    orders = RepairOrder.objects.of(ctx).select_related("advisor")
    found: RepairOrder | None = orders.filter(**{own: frozen.subject_id}).first()
    return found


@require_GET
@read_by(PRICES.roles)
def draft_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The paper as it would be signed now."""
    if kind not in ("HC", "WL"):
        raise Http404
    return render(request, "service/draft_papers.html", drafts(request, pk, [KINDS[kind]]))


@require_GET
@read_by(PRICES.roles)
def draft_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Both papers of the first sitting, to be signed with a pen."""
    return render(request, "service/draft_papers.html", drafts(request, pk, [KINDS["HC"], KINDS["WL"]]))


def drafts(request: HttpRequest, pk: int, kinds: list[PaperKind]) -> dict[str, Any]:
    """Papers of this order drawn from its records as they are now."""
    ctx = request.ctx  # type: ignore[attr-defined]
    order = RepairOrder.objects.of(ctx).for_acts().select_related("store").here(pk)
    drawn = [{"kind": kind, "body": kind.draw(ctx, order)} for kind in kinds]
    return {"drafts": drawn, "order": order, "store": order.store, "advisor": order.advisor}


@require_GET
@read_by(PRICES.roles)
def draft_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement as it would be signed now."""
    ctx = request.ctx  # type: ignore[attr-defined]
    statement = get_object_or_404(
        Statement.objects.of(ctx).select_related("order__vehicle__model", "order__store", "order__advisor"),
        pk=pk,
    )
    kind = KINDS["JS"]
    facts = {"body": kind.draw(ctx, statement), "kind": kind, "paper": None, "number": statement.number}
    facts |= {"order": statement.order, "store": statement.order.store, "advisor": statement.order.advisor}
    return render(request, "service/paper.html", facts)


@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    """工单: the list, filtered and sorted by its address."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = Orders(request, with_ball(RepairOrder.objects.of(ctx), ctx), ctx)
    return render(request, "service/orders.html", {"listing": listing})


@require_GET
@read_by(READERS)
def measures(request: HttpRequest) -> HttpResponse:
    """估价和告知: each advisor's quotes, tellings and delays of a month, with the visits behind."""
    ctx = request.ctx  # type: ignore[attr-defined]
    first, last = month_of(ctx, request.GET.get("month", ""))
    facts = {
        "month": first,
        "before": first - timedelta(days=1),
        "after": last + timedelta(days=1) if last < ctx.today else None,
        "estimates": figures.estimate_difference(ctx, first, last),
        "quotes": figures.time_to_quote(ctx, first, last),
        "told": figures.told_in_time(ctx, first, last),
        "delays": figures.delays_reported(ctx, first, last),
    }
    return render(request, "service/measures.html", facts)


def month_of(ctx: Any, text: str) -> tuple[date, date]:
    """First and last day of the month written as 2026-11; this month where it says nothing."""
    first = clock.month_named(text[:7], ctx.today.replace(day=1))
    return first, clock.month_end(first)
