"""On the 1st the clock draws up the insured rate of the month before."""

from datetime import timedelta

from zhangdian.aftercare.insurance.insured import counting
from zhangdian.aftercare.insurance.insured.actions import draw_up_rate_check
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Store


@job("投保率核对", every=timedelta(hours=1))
def draw_up_rate_checks() -> None:
    """A clock that stood still catches up with the last month."""
    for store in Store.objects.order_by("pk"):
        ctx = Context(store.pk, kind=ActorKind.CLOCK)
        for month in counting.due_months(ctx):
            try:
                draw_up_rate_check(ctx, month=month, token=f"insured:{store.pk}:{month}")
            except Refusal:
                # Somebody drew it up this very moment.
                continue
