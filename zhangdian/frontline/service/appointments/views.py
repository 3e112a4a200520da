"""Looking at bookings: the list, one of them, the car for a new one, the hours of a day."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.frontline.service.appointments.forms import hours
from zhangdian.frontline.service.bookings import Bookings
from zhangdian.frontline.service.models import Appointment
from zhangdian.people.customers import queries as customers


@require_GET
def appointments(request: HttpRequest) -> HttpResponse:
    """预约: the list, filtered by its address."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = Bookings(request, Appointment.objects.of(ctx), ctx)
    return render(request, "service/appointments/list.html", {"listing": listing})


@require_GET
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """One booking: who comes when for what, and what may be done with it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = Appointment.objects.of(ctx).select_related("vehicle__model", "vehicle__owner", "advisor")
    return render(request, "service/appointments/appointment.html", {"booked": rows.here(pk)})


@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """Which car is booked: by plate, phone or name."""
    ctx = request.ctx  # type: ignore[attr-defined]
    typed = request.GET.get("q", "")[:40]
    facts = {"q": typed, "found": [hit for hit in customers.find(ctx, typed) if hit.vehicle]}
    partial = request.headers.get("HX-Request") == "true"
    template = "service/appointments/_cars.html" if partial else "service/appointments/book.html"
    return render(request, template, facts)


@require_GET
def hours_of_day(request: HttpRequest) -> HttpResponse:
    """The half hours of a day, with what is booked in each."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    try:
        day = date.fromisoformat(request.GET.get("slot_at_day", ""))
    except ValueError:
        day = ctx.today
    chosen = request.GET.get("slot_at_hour", "")
    return render(request, "service/appointments/_hours.html", {"hours": hours(ctx, day), "chosen": chosen})
