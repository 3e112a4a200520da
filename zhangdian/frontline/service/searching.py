"""How the search box finds orders: by number, by plate, those that are here first."""

import re
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.search import Hit, provider
from zhangdian.foundation.ui.writing import moment
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import plates
from zhangdian.people.customers.queries import about_vehicle, vehicles_of

KIND, MOST, CARS = "工单", 6, 60
RECENT = timedelta(days=60)
"""The end of a number comes again every day: it finds the orders of the last weeks."""


@provider
def orders(ctx: Any, text: str) -> list[Hit]:
    """An order by its number or the end of it, or by the plate of its car; three queries."""
    typed = re.sub(r"\s", "", text).upper()
    sign = plates.normalise(text)
    if len(sign) < 3:
        return []
    wanted = Q(plate=sign) | Q(vehicle__in=cars_like(ctx, sign))
    recent = None
    if re.fullmatch(r"[A-Z]{0,4}[\d-]{3,14}", typed):
        wanted |= Q(number=typed)
        recent = Q(number__endswith=f"-{typed}", arrived_at__gte=ctx.now - RECENT)
    every = RepairOrder.objects.of(ctx).select_related("vehicle__model", "advisor")
    found = {
        order.pk: order
        for way in filter(None, (wanted, recent))
        for order in every.filter(way).order_by("-arrived_at", "-pk")[: 3 * MOST]
    }
    newest = sorted(found.values(), key=lambda one: one.arrived_at, reverse=True)
    here_first = sorted(newest, key=lambda one: one.state not in RepairOrder.HERE)
    return [hit_of(order, typed, sign) for order in here_first[:MOST]]


def cars_like(ctx: Any, sign: str) -> list[int]:
    """Cars whose plate or VIN begins or ends so: they have the index for it, orders have not."""
    like = about_vehicle(sign)
    if like is None:
        return []
    return list(
        vehicles_of(ctx).filter(like).order_by("-last_visit_on", "-pk").values_list("pk", flat=True)[:CARS]
    )


def hit_of(order: RepairOrder, typed: str, sign: str) -> Hit:
    here = order.state in RepairOrder.HERE
    exact = typed == order.number or sign == order.plate
    return Hit(
        KIND,
        f"{order.get_state_display()} {order.vehicle.model_name}".strip(),
        f"{order.number or ('草稿' if here else '旧档案')} · {moment(order.arrived_at)}",
        reverse("service:repairorder", args=[order.pk]),
        rank=0 if exact and here else 1 if here else 3,
        plate=order.plate,
        icon="file-text",
    )
