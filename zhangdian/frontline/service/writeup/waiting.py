"""What waits for the claims clerk, for the home page."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Waits
from zhangdian.frontline.service.models import OrderLine, Payer, WarrantyInquiry
from zhangdian.frontline.service.models.order import is_here
from zhangdian.people.organization.roles import Role

JUDGED = tuple("MDEBP")


def to_judge(ctx: Any) -> Any:
    """Lines of cars here that the maker is to pay without his number, or of which nobody could say yet."""
    asked = WarrantyInquiry.objects.filter(line=OuterRef("pk"), answered_at=None)
    of_maker = Q(payer=Payer.MANUFACTURER, approval_no="", operation__rate_kind__in=JUDGED)
    rows = OrderLine.objects.of(ctx).filter(is_here("order__"), voided_at=None, declined_at=None)
    rows = rows.filter(Exists(asked.filter(reported_at=None)) | of_maker & ~Exists(asked))
    return rows.select_related("order").order_by("order__arrived_at", "pk")


@queue("待判定", [Role.WARRANTY_CLERK], lambda ctx: Waits(to_judge(ctx), Q(order__promised_at__lt=ctx.now)))
def lines_to_judge(ctx: Any) -> list[Task]:
    """Whether the maker pays is said before the statement (PROC-R-14, 15)."""
    return [
        Task(
            f"判定质量担保：{line.name}",
            reverse("service:repairorder", args=[line.order_id]),
            "判定",
            since=line.order.arrived_at,
            due=line.order.promised_at,
            plate=line.order.plate,
        )
        for line in to_judge(ctx)[:MOST]
    ]
