"""Looking at customers and vehicles: the lists, one customer, one car."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui.trails import timeline
from zhangdian.people.customers import queries, readings
from zhangdian.people.customers.actions import PersonalField
from zhangdian.people.customers.erasing import keeping
from zhangdian.people.customers.listings import Customers, Vehicles, customers_here, vehicles_here
from zhangdian.people.customers.models import Customer, Recall, Vehicle, VehicleModel

LISTED = 300
"""Cars of a campaign on its page, those not done first."""


@require_GET
def customers(request: HttpRequest) -> HttpResponse:
    """客户."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(
        request, "customers/customers.html", {"listing": Customers(request, customers_here(ctx), ctx)}
    )


@require_GET
def vehicles(request: HttpRequest) -> HttpResponse:
    """车辆."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "customers/vehicles.html", {"listing": Vehicles(request, vehicles_here(ctx), ctx)})


@require_GET
def customer(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer: who he is, his cars, who speaks for him, what he agreed to."""
    ctx = request.ctx  # type: ignore[attr-defined]
    one = Customer.objects.of(ctx).select_related("advisor", "merged_into").here(pk)
    facts = {
        "customer": one,
        "personal": personal(ctx, one),
        "kept": keeping.reasons(ctx, one) if one.restricted_at else (),
        "left": keeping.left(ctx, one) if one.restricted_at or one.erased_at else (),
        "cars": queries.vehicles_of(ctx).filter(owner=one).order_by("-last_visit_on", "-pk"),
        "once": queries.once_owned(ctx, one),
        "contacts": one.contacts.select_related("vehicle").filter(ended_on=None),
        "consents": one.consents.all()[:40],
        "timeline": timeline(ctx, one),
    }
    return render(request, "customers/customer.html", facts)


@require_GET
def vehicle(request: HttpRequest, pk: int) -> HttpResponse:
    """One car: facts, owners, plates, mileage, recalls, what rooms above know of it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    car = Vehicle.objects.of(ctx).here(pk)
    card = queries.vehicle_card(ctx, car)
    facts = {
        "card": card,
        "car": card.vehicle,
        "plates": car.plates.all(),
        "ownerships": car.ownerships.select_related("customer"),
        "readings": car.readings.select_related("corrected_by").filter(voided=False)[:40],
        "daily_km": readings.usual_daily_km(card.vehicle, readings.standing(car), ctx.today),
        "recalls": car.recalls.select_related("recall").order_by("pk"),
        "timeline": timeline(ctx, car),
    }
    return render(request, "customers/vehicle.html", facts)


def personal(ctx: Any, one: Customer) -> list[tuple[str, str, bool]]:
    """Each guarded field with its heading, as this person may see it now, and whether it is masked."""
    opened = queries.unmasked(ctx, one)
    shown = []
    for field in PersonalField:
        value = getattr(one, field.value)
        if value:
            sees = value.kind.open_to(ctx) or field.value in opened
            shown.append((field.label, value.open() if sees else str(value), not sees))
    return shown


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """车型与召回: what the maker builds, and what he calls back."""
    ctx = request.ctx  # type: ignore[attr-defined]
    models = VehicleModel.objects.of(ctx).prefetch_related("terms")
    facts = {
        "models": [(model, model.terms_on(ctx.today)) for model in models],
        "recalls": Recall.objects.of(ctx).all()[:200],
        "undone": queries.undone_by_recall(ctx),
    }
    return render(request, "customers/catalogue.html", facts)


@require_GET
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: which of our cars it means and how far each has come."""
    ctx = request.ctx  # type: ignore[attr-defined]
    one = Recall.objects.of(ctx).here(pk)
    cars = queries.cars_under(ctx, one)
    facts = {"recall": one, "cars": cars[:LISTED], "total": cars.count(), "listed": LISTED}
    return render(request, "customers/recall.html", facts)
