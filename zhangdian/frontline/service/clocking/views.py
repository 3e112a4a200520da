"""Looking at clocked times: the list, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui.readers import read_by
from zhangdian.frontline.service.clocking.lists import SEE_ALL, Clocks, records
from zhangdian.frontline.service.clocks import HANDS
from zhangdian.frontline.service.models import ClockRecord

READERS = (*HANDS, *SEE_ALL)


@require_GET
@read_by(READERS)
def clock_records(request: HttpRequest) -> HttpResponse:
    """工时: one's own, or, for those who lead the workshop, everybody's."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "service/clocking/clocks.html", {"listing": Clocks(request, records(ctx), ctx)})


@require_GET
@read_by(READERS)
def clockrecord(request: HttpRequest, pk: int) -> HttpResponse:
    """One stretch of work: as it is, as it was stamped, and what may be done with it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    record = ClockRecord.objects.of(ctx).select_related("order", "line", "technician").here(pk)
    return render(request, "service/clocking/clock.html", {"record": record})
