"""What the clock tells in the evening."""

from datetime import timedelta

from zhangdian.foundation.kernel import clock, codec
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.organization import evening, rates
from zhangdian.people.organization.models import Store, Tenure
from zhangdian.people.organization.rostering.actions import tell_tomorrow


@job("报明天没人做的事", every=timedelta(minutes=15))
def look_at_tomorrow() -> None:
    """Each store from its own hour on; what was told and did not change is not told again."""
    for store in Store.objects.real().filter(pk__in=Tenure.objects.values("store")).order_by("pk"):
        tell_store(Context(store.pk, kind=ActorKind.CLOCK))


def tell_store(ctx: Context) -> None:
    from_hour = rates.measure_of(ctx, evening.FROM_HOUR)
    local = clock.local(clock.now(), ctx.standing.zone)
    if local.hour + local.minute / 60 < from_hour:
        return
    gaps = evening.Tomorrow(ctx, evening.tomorrow_of(ctx)).gaps
    told, before = evening.gaps_told(ctx)
    if told is None or before != gaps:
        digest = codec.digest(gaps)[:32]
        tell_tomorrow(ctx, gaps=gaps, token=f"tomorrow:{told.pk if told else ctx.today}:{digest}")
