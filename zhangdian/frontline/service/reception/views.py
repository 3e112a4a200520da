"""Looking at reception: the entrance, the queue of arrivals, the walk around the car."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhangdian.frontline.service import outline, receiving, schedule
from zhangdian.frontline.service.reception import queries


@require_GET
def entrance(request: HttpRequest) -> HttpResponse:
    """门口: three signs of the plate, one tap; under it who waits how long."""
    ctx = request.ctx  # type: ignore[attr-defined]
    typed = request.GET.get("tail", "")[:8]
    facts = {
        "typed": typed,
        "found": queries.matches(ctx, typed),
        "arrivals": queries.arrivals(ctx),
        "free_tag": receiving.free_tag(ctx),
    }
    return render(request, "service/reception/entrance.html", facts)


@require_GET
def entrance_matches(request: HttpRequest) -> HttpResponse:
    """The cars that the typed signs may mean."""
    ctx = request.ctx  # type: ignore[attr-defined]
    typed = request.GET.get("tail", "")[:8]
    facts = {"typed": typed, "found": queries.matches(ctx, typed)}
    return render(request, "service/reception/_matches.html", facts)


@require_GET
def reception(request: HttpRequest) -> HttpResponse:
    """接车: cars that have arrived, mine first, and who is booked for today."""
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = {"queue": queries.queue_of(ctx), "booked": schedule.of_day(ctx, ctx.today)}
    return render(request, "service/reception/reception.html", facts)


@require_GET
def walk_around(request: HttpRequest, pk: int) -> HttpResponse:
    """The walk around one car; what is done already is shown, not asked again."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.at_the_car(ctx, pk)
    facts = {"car": seen, "order": seen.order, "back": reverse("service:reception")}
    if not seen.order.walked_around_at:
        facts["free_tag"] = receiving.free_tag(ctx)
        return render(request, "service/reception/walk_around.html", facts)
    facts |= {"signs": outline.signs(seen.marks), "drawn": outline.drawn(seen.marks)}
    facts["papers_says"] = dict(receiving.PapersOutcome.choices).get(seen.order.papers_checked, "还没核对")
    return render(request, "service/reception/walked.html", facts)


@require_GET
def mileage_hint(request: HttpRequest, pk: int) -> HttpResponse:
    """How the typed figure fits the car's habit."""
    ctx = request.ctx  # type: ignore[attr-defined]
    seen = queries.at_the_car(ctx, pk)
    text = request.GET.get("mileage_km", "").replace(",", "").strip()
    says, odd = ("", False)
    last = seen.order.vehicle.last_mileage or 0
    if text.isdecimal() and len(str(last)) <= len(text) <= 7:
        says, odd = queries.says_of_reading(ctx, seen.order.vehicle, int(text))
    return render(request, "service/reception/_mileage_hint.html", {"says": says, "odd": odd})
