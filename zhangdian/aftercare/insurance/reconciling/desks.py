"""What waits of insurers' lists: to be confirmed, to be worked off, to be registered."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.models import PolicyList, UnregisteredPolicy
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits

SHOWN = 10
State = PolicyList.State


def to_register(ctx: Any) -> Any:
    rows = UnregisteredPolicy.objects.of(ctx).filter(state=UnregisteredPolicy.State.OPEN, owner=ctx.person_id)
    return rows.order_by("due_on", "pk")


@queue("待补登保单", QUOTERS, lambda ctx: Waits(to_register(ctx), Q(due_on__lt=ctx.today), SHOWN))
def policies_to_register(ctx: Any) -> list[Task]:
    """What the insurer issued and nobody entered (RNW-29)."""
    return [
        Task(
            title=f"{each.insurer} {each.number}",
            url=reverse("insurance:unregisteredpolicy", args=[each.pk]),
            verb="登记",
            since=each.opened_at,
            plate=each.plate,
            remark=f"{each.signed_on:%m-%d} 签单，清单里有、本店没登记",
            tone="late" if each.due_on < ctx.today else "",
        )
        for each in to_register(ctx).select_related("insurer")[:SHOWN]
    ]


def to_work_off(ctx: Any) -> Any:
    return PolicyList.objects.of(ctx).filter(state__in=[State.DRAFT, State.OPEN]).order_by("opened_at", "pk")


@queue("保单清单", QUOTERS, lambda ctx: Waits(to_work_off(ctx), most=SHOWN))
def lists_to_work_off(ctx: Any) -> list[Task]:
    """Lists that wait for a look, or have differences left."""
    return [
        Task(
            title=str(each),
            url=reverse("insurance:policylist", args=[each.pk]),
            verb="确认" if each.state == State.DRAFT else "核对",
            since=each.opened_at,
            remark="看列对不对，再开始核对" if each.state == State.DRAFT else f"还有 {each.left} 处没处理",
        )
        for each in to_work_off(ctx).select_related("insurer")[:SHOWN]
    ]
