"""What waits at the desks of insurance, and what insurance says on a car's page."""

from typing import Any

from django.urls import reverse

from zhangdian.aftercare.insurance import explained, queries
from zhangdian.aftercare.insurance.models import BarredAttempt, Quote
from zhangdian.aftercare.insurance.posts import KEEPERS, READERS
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.roles import Role

SHOWN = 20
ON_A_CAR = 5


def barred(ctx: Any) -> Any:
    return BarredAttempt.objects.of(ctx).filter(state=BarredAttempt.State.TOLD)


@queue("未认证公司", KEEPERS, lambda ctx: Waits(barred(ctx), most=SHOWN))
def barred_attempts(ctx: Any) -> list[Task]:
    """Who wanted to quote an insurer without approval: one line each (RNW-31)."""
    return [
        Task(
            title=f"{each.by} 想报 {each.insurer}，被拒",
            url=reverse("insurance:barredattempt", args=[each.pk]),
            verb="看",
            since=each.at,
            plate=each.vehicle.plate,
            remark="未认证的保险公司",
        )
        for each in barred(ctx).select_related("by", "insurer", "vehicle").order_by("at")[:SHOWN]
    ]


@queue("保险报价待批", (Role.SALES_CONSULTANT,))
def quotes_beyond_authority(ctx: Any) -> list[Task]:
    """His customer's quote goes beyond the specialist's authority: he is told first (NBI-08)."""
    mine = Quote.objects.of(ctx).filter(advisor=ctx.person_id, state=Quote.State.VALID)
    rows = queries.waiting_for_signature(ctx, mine.values("pk"))
    return [
        Task(
            title=each.effect,
            url=reverse("insurance:quote", args=[each.subject_id]),
            verb="看",
            since=each.asked_at,
            remark=f"超过 {each.asker} 的权限，等上级签字，先别答复客户",
        )
        for each in rows.order_by("asked_at")[:SHOWN]
    ]


@panel("vehicle", "insurance/_quotes_of_vehicle.html", 30)
def quotes_of_vehicle(ctx: Any, car: Vehicle) -> dict[str, Any] | None:
    """Its last quotes, and a new one a tap away."""
    if not ctx.roles.intersection(READERS):
        return None
    rows = queries.quotes_to_read(ctx).filter(vehicle=car)
    return {"quotes": list(rows[:ON_A_CAR]), "explained": list(explained.standing(ctx, car)[:ON_A_CAR])}
