"""Looking at appraisal: schemes and their editions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.management.duties.appraisal import schemes
from zhangdian.management.duties.models import Scheme
from zhangdian.people.organization.queries import holders_of_each
from zhangdian.people.organization.roles import STAFF_OFFICE, Role


@require_GET
def schemes_page(request: HttpRequest) -> HttpResponse:
    """考核方案: what each post is appraised by, what holds now and what begins later."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    month = ctx.today.replace(day=1)
    seen = schemes.schemes_seen(ctx)
    holding = {each.role: each for each in seen.on(month).prefetch_related("lines")}
    coming = seen.filter(since__gt=month).order_by("role", "number")
    later = {each.role: each for each in coming}
    office = bool(ctx.roles.intersection(STAFF_OFFICE))
    held = holders_of_each(ctx) if office else {}
    without = [role for role, people in held.items() if people and role not in {*holding, *later}]
    rows = [(role, holding.get(role), later.get(role)) for role in Role if role in holding or role in later]
    facts = {"rows": rows, "without": without, "office": office, "month": month}
    return render(request, "duties/schemes.html", facts)


@require_GET
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: its lines, who set it and why, the editions before and after."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = get_object_or_404(schemes.schemes_seen(ctx).select_related("set_by"), pk=pk)
    editions = list(Scheme.objects.of(ctx).filter(role=found.role).select_related("set_by"))
    facts = {
        "scheme": found,
        "role": Role(found.role),
        "lines": list(found.lines.all()),
        "editions": editions,
        "is_last": found.number == editions[0].number,
        "office": bool(ctx.roles.intersection(STAFF_OFFICE)),
    }
    return render(request, "duties/scheme.html", facts)
