"""What other desks pass on to somebody's own, for the home page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Waits
from zhangdian.people.customers.models import Referral
from zhangdian.people.organization.roles import Role


def to_answer(ctx: Any) -> Any:
    """Referrals to my desks, oldest first; what is about a car waits for its own advisor, if it has one."""
    rows = Referral.objects.of(ctx).filter(state=Referral.State.OPEN, desk__in=sorted(ctx.roles))
    mine = Q(vehicle__advisor=None) | Q(vehicle__advisor=ctx.person_id)
    rows = rows.filter(~Q(desk=Role.SERVICE_ADVISOR) | mine)
    return rows.select_related("vehicle", "asked_by")


@queue("转办", Role.values, lambda ctx: Waits(to_answer(ctx)))
def referrals_to_answer(ctx: Any) -> list[Task]:
    """A customer's wish, and who heard it."""
    return [
        Task(
            f"转办：{one.wish}",
            f"{reverse('ui:act', args=['customers.answer_referral', one.pk])}?next={reverse('web:home')}",
            "答复",
            since=one.asked_at,
            plate=one.vehicle.plate if one.vehicle else "",
            remark=str(one.asked_by or ""),
        )
        for one in to_answer(ctx)[:MOST]
    ]
