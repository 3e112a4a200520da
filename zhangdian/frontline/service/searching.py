"""How the search box finds orders: by number, by plate, those that are here first."""

import re
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.search import Hit, provider
from zhangdian.foundation.ui.writing import moment
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import plates

KIND, MOST = "工单", 6


@provider
def orders(ctx: Any, text: str) -> list[Hit]:
    """An order by its number or the end of it, or by the plate of its car."""
    typed = re.sub(r"\s", "", text).upper()
    sign = plates.normalise(text)
    if len(sign) < 3:
        return []
    wanted = Q(plate=sign) | Q(plate__endswith=sign)
    if re.fullmatch(r"[A-Z]{0,4}[\d-]{3,14}", typed):
        wanted |= Q(number=typed) | Q(number__endswith=f"-{typed}")
    rows = RepairOrder.objects.of(ctx).filter(wanted).select_related("vehicle__model", "advisor")
    listed = sorted(
        rows.order_by("-arrived_at", "-pk")[: 3 * MOST], key=lambda one: one.state not in RepairOrder.HERE
    )
    return [hit_of(order, typed, sign) for order in listed[:MOST]]


def hit_of(order: RepairOrder, typed: str, sign: str) -> Hit:
    here = order.state in RepairOrder.HERE
    exact = typed == order.number or sign == order.plate
    return Hit(
        KIND,
        f"{order.get_state_display()} {order.vehicle.model_name}".strip(),
        f"{order.number or '草稿'} · {moment(order.arrived_at)}",
        reverse("service:repairorder", args=[order.pk]),
        rank=0 if exact and here else 1 if here else 3,
        plate=order.plate,
        icon="file-text",
    )
