"""What waits of the insured rate: months whose differences want a reason."""

from typing import Any

from django.urls import reverse

from zhangdian.aftercare.insurance.models import RateCheck
from zhangdian.aftercare.insurance.posts import RENEWERS
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits

SHOWN = 5


def to_confirm(ctx: Any) -> Any:
    return RateCheck.objects.of(ctx).filter(state=RateCheck.State.DRAFT).order_by("month", "pk")


@queue("投保率核对", RENEWERS, lambda ctx: Waits(to_confirm(ctx), most=SHOWN))
def rates_to_confirm(ctx: Any) -> list[Task]:
    """Each month once, until it is confirmed (RNW-30)."""
    return [
        Task(
            title=str(each),
            url=reverse("insurance:ratecheck", args=[each.pk]),
            verb="核对",
            since=each.drawn_at,
            remark="差异逐台写原因，再确认",
        )
        for each in to_confirm(ctx)[:SHOWN]
    ]
