"""What waits before tomorrow: posts that nobody fills, and work that nobody present may do."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.people.organization import certificates, queries
from zhangdian.people.organization.models import Certificate
from zhangdian.people.organization.roles import DAILY, STAFF_OFFICE, Role

FROM_HOUR = 14
"""From this hour on tomorrow is looked at: there is still time to ask somebody."""


@queue("明天没人", [*STAFF_OFFICE, Role.SERVICE_MANAGER, Role.WORKSHOP_SUPERVISOR])
def gaps_of_tomorrow(ctx: Any) -> list[Task]:
    """From the afternoon on: tomorrow nobody may pass a final inspection, nobody may work on high voltage."""
    if clock.local(ctx.now).hour < FROM_HOUR:
        return []
    tomorrow = ctx.today + timedelta(days=1)
    return [
        Task(
            title=f"明天没有{role.label}：请指定代理人",
            url=f"{reverse('organization:roster')}?day={tomorrow}",
            verb="看排班",
            tone="late",
        )
        for role in queries.posts_without_anybody(ctx, DAILY, tomorrow)
    ] + [
        Task(
            title=f"明天在岗的人里没有{kind}证",
            remark="要这个证的活明天派不出去",
            url=f"{reverse('organization:roster')}?day={tomorrow}",
            verb="看排班",
            tone="late",
        )
        for kind in papers_nobody_holds(ctx, tomorrow)
    ]


def papers_nobody_holds(ctx: Any, on: date) -> list[str]:
    """Kinds of certificates that somebody of the store holds, but nobody who works on a day; one query."""
    held = Certificate.objects.of(ctx).filter(
        certificates.valid_on(on),
        voided_at=None,
        kind__in=certificates.NEVER_EXTENDED,
        person__disabled_at=None,
    )
    here = held.filter(queries.works_on(ctx, on, on.weekday(), "person__"))
    rows = held.exclude(kind__in=here.values("kind")).order_by("kind").values_list("kind", flat=True)
    return list(rows.distinct())
