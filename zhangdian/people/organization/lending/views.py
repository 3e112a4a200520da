"""Looking at lent signatures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from zhangdian.foundation.kernel.models import RequestSignature
from zhangdian.people.organization import powers
from zhangdian.people.organization.lending.lists import Powers

SHOWN = 50


@require_safe
def signing_powers(request: HttpRequest) -> HttpResponse:
    """授权代签: given and had."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    return render(request, "organization/powers.html", {"listing": Powers(request, powers.open_to(ctx), ctx)})


@require_safe
def signingpower(request: HttpRequest, pk: int) -> HttpResponse:
    """One lent signature: its terms, and what was signed by it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    power = get_object_or_404(powers.open_to(ctx), pk=pk)
    until = power.taken_back_at or power.until_at
    signed = RequestSignature.objects.of(ctx).filter(
        person=power.agent, for_whom=power.holder, role=power.role, signed_at__range=(power.since_at, until)
    )
    facts = {
        "power": power,
        "stands": power.stands_at(ctx.now),
        "signed": signed.select_related("request").order_by("-signed_at")[:SHOWN],
    }
    return render(request, "organization/signingpower.html", facts)
