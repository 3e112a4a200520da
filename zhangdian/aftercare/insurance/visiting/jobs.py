"""What the clock does about cars that are here: whose cover ends soon is to be reminded of it."""

from datetime import timedelta

from zhangdian.aftercare.insurance.visiting import queries
from zhangdian.aftercare.insurance.visiting.actions import owe_expiry_talk
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Store

AT_ONCE = 100


@job("到店提醒续保", every=timedelta(minutes=10), stuck=timedelta(minutes=15))
def owe_expiry_talks() -> None:
    """Soon after a car has come; once a visit, also after hours without a clock."""
    for store in Store.objects.order_by("pk"):
        owe_for(Context(store.pk, kind=ActorKind.CLOCK))


def owe_for(ctx: Context) -> None:
    for order in queries.not_owed_yet(ctx)[:AT_ONCE]:
        try:
            owe_expiry_talk(ctx, order, token=f"expiry-talk:{order.pk}")
        except Refusal:
            # Somebody asked him, or took the car away, this very moment.
            continue
