"""Looking at cars that insurers sent, and at each insurer's month beside the premium placed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance.figures import with_value
from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.aftercare.insurance.sent import accidents
from zhangdian.aftercare.insurance.sent.lists import SentCars, all_sent
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.readers import read_by

MONTHS = 4


@require_GET
@read_by(READERS)
def sentcars(request: HttpRequest) -> HttpResponse:
    """送修: each insurer's month, and the cars."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    month = clock.month_named(request.GET.get("month", ""), ctx.month)
    facts = {
        "listing": SentCars(request, all_sent(ctx), ctx),
        "month": month,
        "months": clock.months_back(ctx.today, MONTHS)[::-1],
        "insurers": accidents.by_insurer(ctx, month, clock.month_end(month)),
    }
    return render(request, "insurance/sentcars.html", facts)


@require_GET
@read_by(READERS)
def sentcar(request: HttpRequest, pk: int) -> HttpResponse:
    """One car: who sent it, on which visit, and what it was repaired for."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = with_value(SentCar.objects.of(ctx)).select_related("order", "insurer", "noted_by")
    return render(request, "insurance/sentcar.html", {"sent": rows.here(pk)})
