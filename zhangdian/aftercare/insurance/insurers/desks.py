"""What waits of insurers: approvals that run out."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from zhangdian.aftercare.insurance.models import InsurerApproval
from zhangdian.aftercare.insurance.posts import KEEPERS
from zhangdian.aftercare.insurance.standards import APPROVAL_ENDS
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.people.organization import rates

SHOWN = 20


def running_out(ctx: Any) -> Any:
    """Last approvals of partners that end soon or have ended, the first to end first (RNW-31)."""
    until = ctx.today + timedelta(days=int(rates.measure_of(ctx, APPROVAL_ENDS)))
    stands = InsurerApproval.objects.of(ctx).filter(withdrawn_on=None)
    goes_on = Q(until=None) | Q(until__gt=OuterRef("until"))
    later = stands.filter(goes_on, insurer=OuterRef("insurer"))
    rows = stands.filter(~Exists(later), insurer__partner=True, until__lte=until)
    return rows.select_related("insurer").order_by("until", "pk")


@queue("认证到期", KEEPERS)
def approvals_running_out(ctx: Any) -> list[Task]:
    """Renewed in time, or no partner: without either its quotes stop on a day that nobody chose."""
    return [
        Task(
            title=f"{each.insurer} 的认证{'到期了' if each.until < ctx.today else '快到期'}",
            url=reverse("insurance:insurer", args=[each.insurer_id]),
            verb="续认证",
            due=clock.day_bounds(each.until, ctx.standing.zone)[1],
            remark=f"保到 {each.until}；不续就不能再报价和出单，不合作了的请改成非合作",
        )
        for each in running_out(ctx)[:SHOWN]
    ]
