"""The visits of a car, and those of a customer, on their own pages."""

from typing import Any

from django.db.models import Prefetch

from zhangdian.foundation.ui.panels import panel
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.people.customers.models import Customer, Vehicle

SHOWN = 12


@panel("vehicle", "service/_visits_of_vehicle.html", 20)
def visits_of_vehicle(ctx: Any, car: Vehicle) -> dict[str, Any]:
    """When it was here, why, and what was done; the newest first."""
    return newest(ctx, RepairOrder.objects.of(ctx).filter(vehicle=car, voided_at=None))


@panel("customer", "service/_visits_of_customer.html", 20)
def visits_of_customer(ctx: Any, customer: Customer) -> dict[str, Any] | None:
    """The same of all cars that he brought; nothing of who wants his data no longer used."""
    if customer.restricted_at:
        return None
    return newest(ctx, RepairOrder.objects.of(ctx).filter(customer=customer, voided_at=None))


def newest(ctx: Any, rows: Any) -> dict[str, Any]:
    done = OrderLine.objects.of(ctx).filter(voided_at=None, declined_at=None)
    rows = rows.select_related("advisor").prefetch_related(Prefetch("lines", done, to_attr="done"))
    found = list(rows.order_by("-arrived_at", "-pk")[: SHOWN + 1])
    return {"visits": found[:SHOWN], "more": len(found) > SHOWN}
