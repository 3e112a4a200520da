"""What the payer sees on his phone: what was done, what it costs, one button."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhangdian.foundation.ui.link_pages import link_page
from zhangdian.frontline.service import queries, statements
from zhangdian.frontline.service.delivery.actions import sign_statement_by_link
from zhangdian.frontline.service.models import RepairOrder


@link_page(sign_statement_by_link)
def statement(request: HttpRequest, link: Any, order: RepairOrder) -> HttpResponse:
    """The statement in plain words; once signed it says so and stays readable until the link ends."""
    seen = queries.Visit(request.ctx, order)  # type: ignore[attr-defined]
    facts = {
        "order": order,
        "visit": seen,
        "statement": next((each for each in seen.statements if each.payer == "customer"), None),
        "amount": statements.customer_amount(order),
        "link": link,
        "store_name": link.store.name,
        "plate": order.plate,
        "signed": order.statement_signed_at is not None,
    }
    return render(request, "service/delivery/link_statement.html", facts)
