"""What duties are measured by: done in time, of what fell due."""

from typing import Any

from django.db.models import F, Q

from zhangdian.foundation.kernel.figures import EACH, Facts, Tally, figure
from zhangdian.management.duties.models import DueItem
from zhangdian.people.organization.roles import Department, Role


@figure(
    "职责按时率", unit="%", formula="在时限内有证据的 ÷ 到了时限的，被挡和不适用的不算", source="GM-17",
    owner=Role.OFFICE_DIRECTOR, departments=Department.values, posts=Role.values,
)  # fmt: skip
def kept_in_time(ctx: Any) -> Facts:
    """Of what fell due: what its evidence shows as done in time."""
    rows = DueItem.objects.of(ctx).filter(Q(done_at__isnull=False) | Q(due_at__lt=ctx.now), excused="")
    in_time = Tally(where=Q(done_at__lte=F("due_at")))
    return Facts(rows, at="day", is_day=True, part=in_time, whole=EACH, person="person")
