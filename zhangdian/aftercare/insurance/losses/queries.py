"""Lost renewals of a month by reason, and what came of the measures before."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count

from zhangdian.aftercare.insurance.models import Improvement, LostAnalysis, LostCount, Renewal
from zhangdian.foundation.kernel import clock

MONTH = relativedelta(months=1)


def lost_in(ctx: Any, month: date) -> Any:
    """Renewals that were lost in a month and are so still."""
    begins, ends = clock.days_bounds(month, clock.month_end(month), ctx.standing.zone)
    return Renewal.objects.of(ctx).filter(lost_at__gte=begins, lost_at__lt=ends)


def by_reason(ctx: Any, month: date) -> dict[int, int]:
    rows = lost_in(ctx, month).order_by().values("lost_because").annotate(cars=Count("pk"))
    return dict(rows.values_list("lost_because", "cars"))


def due_months(ctx: Any) -> list[date]:
    """The month that is over, where nobody has drafted it."""
    month = ctx.today.replace(day=1) - MONTH
    return [] if LostAnalysis.objects.of(ctx).filter(month=month).exists() else [month]


@dataclass(frozen=True)
class Followed:
    """A measure of the month before, its state, and how its reason has changed since."""

    improvement: Improvement
    then: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.then


def followed(ctx: Any, analysis: LostAnalysis) -> list[Followed]:
    """What came of the measures that were approved for the month before (RNW-22)."""
    before = (
        LostAnalysis.objects.of(ctx)
        .filter(month=analysis.month - MONTH, state=LostAnalysis.State.APPROVED)
        .first()
    )
    if before is None:
        return []
    then = dict(before.counts.values_list("reason", "count"))
    now = dict(analysis.counts.values_list("reason", "count"))
    rows = before.improvements.filter(dropped=False).select_related("reason", "owner")
    return [Followed(each, then.get(each.reason_id, 0), now.get(each.reason_id, 0)) for each in rows]


def counts_of(analysis: LostAnalysis) -> list[LostCount]:
    return list(analysis.counts.select_related("reason"))


def improvements_of(analysis: LostAnalysis) -> list[Improvement]:
    return list(analysis.improvements.filter(dropped=False).select_related("reason", "owner"))


def mine_to_do(ctx: Any) -> Any:
    """Measures of his own that are approved and not done."""
    rows = Improvement.objects.of(ctx).filter(
        analysis__state=LostAnalysis.State.APPROVED, dropped=False, done_at=None, owner=ctx.person_id
    )
    return rows.select_related("reason", "analysis").order_by("due_on", "pk")
