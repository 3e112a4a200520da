"""Recommendations as they stand: what a car still needs, and what of it this visit gave."""

from typing import Any

from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service.models import Advice


@worded
def open_for(ctx: Any, vehicle_id: int) -> Any:
    """What this car still needs, safety first."""
    return Advice.objects.of(ctx).filter(vehicle_id=vehicle_id, closed_at=None).select_related("operation")


@worded
def open_of(order_id: int) -> Any:
    """What was recommended at this visit and is not done, safety first."""
    return Advice.objects.filter(order_id=order_id, closed_at=None)
