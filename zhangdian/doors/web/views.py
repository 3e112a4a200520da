"""Home, search while typing, and whether the house is well."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhangdian.doors.web import morning, signing
from zhangdian.foundation.kernel import clock, clockwork
from zhangdian.foundation.ui import nav, queues, search, waits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.management.duties import owing
from zhangdian.people.organization import limits, powers

LENT = 20


def waiting(ctx: Any) -> waits.Told:
    """What waits for this person, in all his queues."""
    return queues.told(ctx)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """今日: what waits for me, late first; seven lines, the rest behind one tap."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen, desk = morning.of(ctx), nav.desk_of(ctx.roles)
    tasks = [task for task in queues.waiting_for(ctx) if not (seen and task.url == reverse("web:requests"))]
    most = len(tasks) if "all" in request.GET else queues.SHOWN
    bands = queues.bands(ctx, tasks, most)
    pressing = any(band.label != queues.LATER for band in bands)
    facts = {
        "morning": seen,
        "bands": bands,
        "count": len(tasks),
        "more": max(len(tasks) - most, 0),
        "bare": not pressing and not RepairOrder.objects.of(ctx).exists(),
        "desk": desk,
        "go": f"去{desk.label}" if desk else "",
        "late": sum(task.late(ctx.now) for task in tasks),
        "today": owing.of_today(ctx),
    }
    return render(request, "web/home.html", facts)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Plate, VIN, phone, name, initials, order number: results while somebody types."""
    text = request.GET.get("q", "")[:60]
    groups = search.groups(request.ctx, text)  # type: ignore[attr-defined]
    whole = request.headers.get("HX-Request") != "true"
    return render(request, "web/search.html" if whole else "ui/_found.html", {"found": groups, "q": text})


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """For the watchman: the database answers, and the worker stirs; nothing else is told.

    Pages are good without the worker: its silence is a field to raise an alarm by and takes no server away.
    """
    try:
        silent = clockwork.is_silent(clock.now())
    except DatabaseError:
        return JsonResponse({"ok": False}, status=503)
    return JsonResponse({"ok": True, "worker": not silent})


@require_GET
def requests_page(request: HttpRequest) -> HttpResponse:
    """待我签: what waits for my signature, what it changes, who asked."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    asked = signing.with_pages(ctx, signing.asked_of(ctx))
    facts = {
        "requests": asked,
        "rows": [(one, signing.labelled(one), name) for one, name in signing.in_whose_name(ctx, asked)],
        "left": limits.left_of(ctx),
        "lent": powers.in_force(ctx).filter(Q(holder=ctx.person_id) | Q(agent=ctx.person_id))[:LENT],
        "me": ctx.person_id,
    }
    return render(request, "web/requests.html", facts)


@require_GET
def signed_page(request: HttpRequest) -> HttpResponse:
    """我签过的: by himself and in his name."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    return render(
        request, "web/signed.html", {"listing": signing.Signed(request, signing.signed_by(ctx), ctx)}
    )
