"""What the search box finds of this room: cars and customers, with what this person may know of them."""

from typing import Any

from django.urls import reverse

from zhangdian.foundation.ui.search import Hit
from zhangdian.people.customers import queries
from zhangdian.people.customers.queries import Found


def find(ctx: Any, text: str) -> list[Hit]:
    """Cars first by plate and VIN, customers by phone, name, initials."""
    return [hit(ctx, found) for found in queries.find(ctx, text)]


def hit(ctx: Any, found: Found) -> Hit:
    car, customer = found.vehicle, found.customer
    unnamed = "车主限制使用" if car and car.owner_id else "车主未登记"
    name = str(customer.name.seen_by(ctx)) if customer else unnamed
    if car is not None:
        detail = " · ".join(filter(None, (car.model_name, visit_of(car), found.why)))
        url = reverse("customers:vehicle", args=[car.pk])
        return Hit("车辆", name, detail, url, found.rank, plate=car.plate, icon="car")
    assert customer is not None
    phone = str(customer.phone.seen_by(ctx)) if customer.phone else ""
    detail = " · ".join(filter(None, (customer.get_kind_display(), phone, found.why)))
    url = reverse("customers:customer", args=[customer.pk])
    return Hit("客户", name, detail, url, found.rank, icon="users")


def visit_of(car: Any) -> str:
    return f"上次 {car.last_visit_on:%Y-%m-%d}" if car.last_visit_on else ""
