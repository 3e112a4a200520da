"""Looking at write-up: the desk, what the search finds, the code of a link, the customer's page."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui import acting, link_pages
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.search import asked_for
from zhangdian.frontline.service import quoting
from zhangdian.frontline.service.models import Payer, RepairOrder
from zhangdian.frontline.service.wanting import wanted_text
from zhangdian.frontline.service.writeup import actions, queries
from zhangdian.people.customers.sights import PRICES


@require_GET
@read_by(PRICES.roles)
def write_up(request: HttpRequest, pk: int) -> HttpResponse:
    """开单: left what is to be done, right what the customer pays and when he has his car."""
    ctx = request.ctx  # type: ignore[attr-defined]
    desk = queries.write_up(ctx, pk)
    offered = acting.buttons(ctx, desk.order, desk.holds, [actions.sign_order.name])
    facts = {
        "desk": desk,
        "order": desk.order,
        "holds": desk.holds,
        "payers": Payer.choices,
        "signing": offered[0] if offered else None,
        "back": reverse("service:reception"),
        **found_for(ctx, request, desk.order),
    }
    return render(request, "service/writeup/write_up.html", facts)


def found_for(ctx: Any, request: HttpRequest, order: RepairOrder) -> dict[str, Any]:
    """Operations that the typed text means, priced for this car, and the sentence that they will answer."""
    typed = asked_for(request.GET.get("q", ""))
    to = request.GET.get("to", "")
    concern = int(to) if to.isdecimal() and len(to) < 18 else None
    operations = quoting.find(ctx, typed, order.vehicle) if typed else []
    costs = quoting.quotes(ctx, order.vehicle, operations)
    found = [(costs[one.pk], wanted_text(one.code, concern=concern)) for one in operations]
    return {"q": typed, "found": found, "spoken": not typed.isascii(), "token": uuid.uuid4().hex}


@require_GET
@read_by(PRICES.roles)
def find_operations(request: HttpRequest, pk: int) -> HttpResponse:
    """Operations while somebody types, by initials, name or code."""
    ctx = request.ctx  # type: ignore[attr-defined]
    order = RepairOrder.objects.of(ctx).select_related("vehicle__model").here(pk)
    return render(request, "service/writeup/_found.html", {"order": order, **found_for(ctx, request, order)})


@require_GET
@read_by(PRICES.roles)
def order_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The code that the customer scans, and whether he has opened it; while there is none, who sends it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    desk = queries.write_up(ctx, pk)
    key = link_pages.standing_key(actions.sign_order_by_link, desk.order)
    if not key:
        return redirect("service:write_up", pk)
    address = link_pages.address(request, key)
    asked = desk.order.agreements.filter(about="order").last()
    facts = {"order": desk.order, "address": address, "code": link_pages.code_of(address), "asked": asked}
    return render(
        request,
        "service/writeup/link.html",
        {**facts, "back": reverse("service:write_up", args=[pk])},
    )


@require_GET
@read_by(PRICES.roles)
def copies_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The code behind which the customer has his copies."""
    ctx = request.ctx  # type: ignore[attr-defined]
    desk = queries.write_up(ctx, pk)
    key = link_pages.standing_key(actions.open_copies, desk.order)
    if not key:
        return redirect("service:repairorder", pk)
    address = link_pages.address(request, key)
    facts = {"order": desk.order, "address": address, "code": link_pages.code_of(address)}
    facts["back"] = reverse("service:repairorder", args=[pk])
    return render(request, "service/writeup/copies_link.html", facts)
