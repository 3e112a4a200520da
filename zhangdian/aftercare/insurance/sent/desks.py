"""On the page of an accident repair: which insurer sent it."""

from typing import Any

from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.aftercare.insurance.posts import READERS, SENDERS
from zhangdian.foundation.ui.panels import panel
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models.order import Kind


@panel("visit", "insurance/_sent_by.html", 65)
def sent_by(ctx: Any, order: RepairOrder) -> dict[str, Any] | None:
    """Only where the work is an accident's, for those who read insurance or note it."""
    if order.kind != Kind.ACCIDENT or not ctx.roles.intersection((*READERS, *SENDERS)):
        return None
    found = SentCar.objects.of(ctx).standing().filter(order=order).select_related("insurer").first()
    return {"sent": found, "order": order, "notes": bool(ctx.roles.intersection(SENDERS))}
