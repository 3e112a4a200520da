"""What waits of lost renewals: analyses to be written or approved, measures to be carried out."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.losses import queries
from zhangdian.aftercare.insurance.models import LostAnalysis
from zhangdian.aftercare.insurance.posts import RENEWERS
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.organization.roles import Role

SHOWN = 10
State = LostAnalysis.State


def in_state(ctx: Any, state: LostAnalysis.State) -> Any:
    return LostAnalysis.objects.of(ctx).filter(state=state)


def told(analysis: LostAnalysis, verb: str, remark: str) -> Task:
    return Task(
        title=str(analysis),
        url=reverse("insurance:lostanalysis", args=[analysis.pk]),
        verb=verb,
        since=analysis.written_at or analysis.drawn_at,
        remark=remark,
    )


@queue("战败分析", (Role.RENEWAL_SPECIALIST,), lambda ctx: Waits(in_state(ctx, State.DRAFT), most=SHOWN))
def analyses_to_write(ctx: Any) -> list[Task]:
    """Drafts of the clock, and what the manager returned (RNW-21)."""
    return [
        told(each, "写", f"退回：{each.remark}" if each.remark else f"战败 {each.lost} 台，当天提交")
        for each in in_state(ctx, State.DRAFT)[:SHOWN]
    ]


@queue("战败分析待批", (Role.FI_MANAGER,), lambda ctx: Waits(in_state(ctx, State.SUBMITTED), most=SHOWN))
def analyses_to_approve(ctx: Any) -> list[Task]:
    """What waits for the manager's word (RNW-22)."""
    return [told(each, "批", f"战败 {each.lost} 台") for each in in_state(ctx, State.SUBMITTED)[:SHOWN]]


@queue(
    "续保改善措施",
    RENEWERS,
    lambda ctx: Waits(queries.mine_to_do(ctx), Q(due_on__lt=ctx.today), SHOWN),
)
def improvements_to_finish(ctx: Any) -> list[Task]:
    """What I said I would do, late when its day has passed."""
    return [
        Task(
            title=each.text,
            url=reverse("insurance:lostanalysis", args=[each.analysis_id]),
            verb="交结果",
            remark=f"针对 {each.reason}，{each.due_on:%m-%d} 前",
            tone="late" if each.due_on < ctx.today else "",
        )
        for each in queries.mine_to_do(ctx)[:SHOWN]
    ]
