"""Looking at matters: the list, one with its answer and measure, and the store's kinds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.management.duties import reported
from zhangdian.management.duties.matters import kinds
from zhangdian.management.duties.matters.lists import Matters
from zhangdian.management.duties.models import Matter, MatterKind
from zhangdian.people.organization.roles import STAFF_OFFICE

ABOUT = (
    "reported_by", "kind", "item", "answered_by", "card__part", "measure__person", "measure__duty",
    "measure__edition",
)  # fmt: skip


@require_GET
def matters(request: HttpRequest) -> HttpResponse:
    """上报: those that may be read here."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {"listing": Matters(request, reported.open_to(ctx), ctx), "sets": may_set(ctx)}
    return render(request, "duties/matters.html", facts)


@require_GET
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter: what was reported, what was answered, and how far the measure is."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: Matter = get_object_or_404(reported.open_to(ctx).select_related(*ABOUT), pk=pk)
    facts = {
        "matter": found,
        "is_late": found.is_late(ctx.now),
        "mine": found.reported_by_id == ctx.person_id,
        "about_url": page_at(registry.model(found.about_type), found.about_id) if found.about_type else "",
        "photos": photos_of(ctx, found).order_by("pk"),
        "standing": found.measure.standing_at(ctx.now) if found.measure else None,
    }
    return render(request, "duties/matter.html", facts)


@require_GET
def matter_kinds(request: HttpRequest) -> HttpResponse:
    """事项类别: who may report what, who answers and within what time."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = list(MatterKind.objects.of(ctx))
    fresh = {row.name for row in kinds.shipped()} - {row.name for row in rows}
    return render(
        request, "duties/matter_kinds.html", {"kinds": rows, "fresh": bool(fresh), "sets": may_set(ctx)}
    )


def may_set(ctx: Any) -> bool:
    return bool(ctx.roles.intersection(STAFF_OFFICE))
