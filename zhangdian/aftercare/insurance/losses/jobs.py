"""On the 1st the clock drafts what was lost in the month before."""

from datetime import timedelta

from zhangdian.aftercare.insurance.losses import queries
from zhangdian.aftercare.insurance.losses.actions import draft_lost_analysis
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Store


@job("战败分析", every=timedelta(hours=1))
def draft_lost_analyses() -> None:
    """Where something was lost; a clock that stood still catches up with the last month."""
    for store in Store.objects.order_by("pk"):
        draft_for(Context(store.pk, kind=ActorKind.CLOCK))


def draft_for(ctx: Context) -> None:
    for month in queries.due_months(ctx):
        if not queries.lost_in(ctx, month).exists():
            continue
        try:
            draft_lost_analysis(ctx, month=month, token=f"lost:{ctx.store_id}:{month}")
        except Refusal:
            # Somebody drafted it this very moment.
            continue
