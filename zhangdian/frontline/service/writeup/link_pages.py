"""The customer's page behind the link to his order: both papers in plain words, and his yes."""

import uuid
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhangdian.foundation.kernel.models import Link, Paper
from zhangdian.foundation.kernel.papers import KINDS, body_of
from zhangdian.foundation.ui.link_pages import link_page
from zhangdian.frontline.service import papers
from zhangdian.frontline.service.models import RepairOrder, Statement
from zhangdian.frontline.service.on_paper import OnPaper
from zhangdian.frontline.service.writeup import actions
from zhangdian.frontline.service.writeup.forms import SignOrderByLinkForm


@link_page(actions.sign_order_by_link, opened_by=actions.open_papers)
def order_by_link(request: HttpRequest, link: Link, order: Any) -> HttpResponse:
    """What will be done, what it costs, when the car is ready; the papers themselves one tap away."""
    order = RepairOrder.objects.select_related(
        "vehicle__model", "customer", "advisor", "store", "appointment"
    ).get(pk=order.pk)
    ctx = request.ctx  # type: ignore[attr-defined]
    form = SignOrderByLinkForm(ctx, order)
    facts = {
        "order": order,
        "on": OnPaper(ctx, order),
        "form": form,
        "key": request.resolver_match.kwargs["key"] if request.resolver_match else "",
        "action": actions.sign_order_by_link,
        "token": uuid.uuid4().hex,
        "store_name": order.store.name,
        "plate": order.plate,
        "opened": link,
    }
    return render(request, "service/writeup/order_link.html", facts)


@link_page(actions.open_copies)
def copies(request: HttpRequest, link: Link, order: Any) -> HttpResponse:
    """The customer's copies as they were signed, and how far the car is."""
    order = RepairOrder.objects.select_related("advisor", "store").get(pk=order.pk)
    statements = Statement.objects.filter(order=order, voided_at=None).values("pk")
    mine = Q(subject_type="service.repairorder", subject_id=order.pk, kind__in=("HC", "WL"))
    mine |= Q(subject_type="service.statement", subject_id__in=statements)
    kept = Paper.objects.filter(mine, store_id=order.store_id).select_related("page").order_by("pk")
    shown = [{"paper": each, "kind": KINDS[each.kind], "body": body_of(each)} for each in kept]
    facts = {"order": order, "shown": shown, "store_name": order.store.name, "plate": order.plate}
    facts["advisor_phone"] = papers.advisor_phone(order)
    return render(request, "service/writeup/copies.html", facts)
