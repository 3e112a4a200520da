"""What waits for a signature, on the home page of whoever may give it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse

from zhangdian.foundation.kernel.models import Request, RequestSignature
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Waits
from zhangdian.people.organization.roles import Role


def to_sign(ctx: Any) -> Any:
    """Requests of others that still need one of my posts and that I have not signed, oldest first."""
    mine = Q()
    for role in sorted(ctx.roles):
        mine |= Q(posts__contains=f" {role} ")
    signed = RequestSignature.objects.filter(request=OuterRef("pk"), person=ctx.person_id)
    rows = Request.objects.of(ctx).filter(~Exists(signed), state=Request.State.OPEN)
    rows = rows.alias(posts=Concat(Value(" "), "needed", Value(" "))).filter(mine)
    return rows.exclude(asker=ctx.person_id).select_related("asker")


@queue("待我签", Role.values, lambda ctx: Waits(to_sign(ctx)))
def requests_to_sign(ctx: Any) -> list[Task]:
    """Discounts, refunds, adjustments above somebody's limit: what is asked, and by whom."""
    return [
        Task(
            f"请签：{one.effect}",
            reverse("web:requests"),
            "去签",
            since=one.asked_at,
            remark=str(one.asker),
        )
        for one in to_sign(ctx)[:MOST]
    ]
