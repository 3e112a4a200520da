"""Looking at what a store needs when the system is down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui.readers import read_by
from zhangdian.frontline.service.outage import queries
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.organization.models import Store

ROWS = 10
"""Lines that a blank form has."""


@require_GET
@read_by(ADVISORS)
def outage(request: HttpRequest) -> HttpResponse:
    """停电备用: forms that are out, each to be entered or voided, and what came of the others."""
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = {"out": queries.out(ctx), "accounted": queries.accounted(ctx), "most": queries.SHOWN}
    return render(request, "service/outage/outage.html", facts)


@require_GET
@read_by(ADVISORS)
def outage_pack(request: HttpRequest) -> HttpResponse:
    """The pack of the morning, for the printer: bookings, cars here, fast movers, blank forms."""
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = {"pack": queries.pack(ctx), "store": Store.objects.get(pk=ctx.store_id), "now": ctx.now}
    facts["rows"] = range(1, ROWS + 1)
    return render(request, "service/outage/pack.html", facts)
