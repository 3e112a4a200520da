"""What waits before tomorrow: what nobody who will be here may do."""

from typing import Any

from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.people.organization import evening
from zhangdian.people.organization.roles import LEADERS

SHOWN = 5
EARLIEST = 12
"""Before noon nobody is told of tomorrow, so nothing is looked up."""


@queue("明天没人", LEADERS)
def gaps_of_tomorrow(ctx: Any) -> list[Task]:
    """From the hour of the store on, to whoever has to see to it, until he has said how it is arranged."""
    if clock.local(ctx.now, ctx.standing.zone).hour < EARLIEST:
        return []
    entry, gaps = evening.gaps_told(ctx)
    mine = evening.of_mine(ctx, gaps)
    if entry is None or not mine or evening.has_looked(ctx, entry.at):
        return []
    return [
        Task(
            title=f"明天{each.what}",
            url=reverse("organization:tomorrow"),
            verb="安排",
            since=entry.at,
            remark=each.helps,
            tone="late" if each.grave else "",
        )
        for each in mine[:SHOWN]
    ]
