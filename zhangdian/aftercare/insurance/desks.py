"""What waits at the desks of insurance, and what insurance says on a car's page."""

from typing import Any

from django.urls import reverse

from zhangdian.aftercare.insurance import approving, explained, queries
from zhangdian.aftercare.insurance.models import BarredAttempt
from zhangdian.aftercare.insurance.posts import ADVISORS, KEEPERS, READERS
from zhangdian.foundation.ui import writing
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.customers.models import Vehicle

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


@queue("保险报价待批", ADVISORS, lambda ctx: Waits(approving.of_mine(ctx), most=SHOWN))
def quotes_beyond_authority(ctx: Any) -> list[Task]:
    """His customer's quote goes beyond the specialist's authority: he is told first (NBI-08)."""
    return [
        Task(
            title=f"{approving.MARK}：{each.request.effect}",
            url=page_of(each.request),
            verb="看",
            since=each.request.asked_at,
            remark=f"等{each.who}，{until(each)}；先别答复客户",
        )
        for each in approving.approvals(ctx, approving.of_mine(ctx)[:SHOWN])
    ]


@queue("保险批复下来了", ADVISORS, lambda ctx: Waits(approving.decided(ctx), most=SHOWN))
def quotes_decided(ctx: Any) -> list[Task]:
    """What was decided about his customers' quotes, until he has read it (NBI-08)."""
    return [
        Task(
            title=f"批复{approving.answer(each)}",
            url=page_of(each),
            verb="看",
            since=each.acted_at,
            remark=each.effect,
        )
        for each in approving.decided(ctx)[:SHOWN]
    ]


@queue("超权限报价没批复", approving.ABOVE)
def quotes_undecided(ctx: Any) -> list[Task]:
    """What those who report to him have not decided by its hour (NBI-08)."""
    return [
        Task(
            title=f"{each.who}还没批：{each.request.effect}",
            url=page_of(each.request),
            verb="看",
            since=each.request.asked_at,
            due=each.due,
            remark=f"{each.request.asker} 提的，{until(each)}",
            tone="late",
        )
        for each in approving.late_above(ctx)[:SHOWN]
    ]


def page_of(request: Any) -> str:
    return reverse("insurance:quote", args=[request.subject_id])


def until(approval: approving.Approval) -> str:
    """By when it should be decided, in words."""
    said = writing.near(approval.due)
    return f"原定 {said} 前，已过时，报了上级" if approval.late else f"预计 {said} 前批复"


@panel("vehicle", "insurance/_quotes_of_vehicle.html", 30)
def quotes_of_vehicle(ctx: Any, car: Vehicle) -> dict[str, Any] | None:
    """Its last quotes, and a new one a tap away."""
    if not ctx.roles.intersection(READERS):
        return None
    quotes = list(queries.quotes_to_read(ctx).filter(vehicle=car)[:ON_A_CAR])
    waiting = approving.of_quotes(ctx, [each.pk for each in quotes]) if quotes else {}
    for each in quotes:
        each.approval = waiting.get(each.pk)
    told = list(explained.standing(ctx, car)[:ON_A_CAR])
    return {"quotes": quotes, "mark": approving.MARK, "explained": told}
