"""What the clock does about renewals: it draws up the lists of this month and the two to come."""

from datetime import date, timedelta
from typing import Any

from zhangdian.aftercare.insurance.models import RenewalMonth
from zhangdian.aftercare.insurance.renewals import contact, pool
from zhangdian.aftercare.insurance.renewals.actions import draw_up_month, text_expiry, top_up_month
from zhangdian.aftercare.insurance.renewals.plan import UNTIL_SET
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Store

AT_ONCE = 200
"""So many of a store one look writes to; the next one goes on."""


@job("续保名单", every=timedelta(hours=1))
def draw_up_months() -> None:
    """Two months ahead each month; a store that begins, or a clock that stood still, catches up."""
    for store in Store.objects.order_by("pk"):
        draw_up_for(Context(store.pk, kind=ActorKind.CLOCK))


@job("保险到期提醒", every=timedelta(minutes=30))
def text_expiries() -> None:
    """Whoever agreed to it is told two months ahead, once, also after days without a clock."""
    for store in Store.objects.order_by("pk"):
        text_expiries_of(Context(store.pk, kind=ActorKind.CLOCK))


def text_expiries_of(ctx: Context) -> None:
    for renewal in contact.to_tell(ctx)[:AT_ONCE]:
        try:
            text_expiry(ctx, renewal, token=f"expiry:{renewal.pk}")
        except Refusal:
            # Somebody wrote to him, or he took his word back, this very moment.
            continue


def draw_up_for(ctx: Context) -> None:
    drawn = {each.month: each for each in RenewalMonth.objects.of(ctx)}
    for month in (ctx.today.replace(day=1) + pool.months(ahead) for ahead in range(3)):
        try:
            look_at(ctx, month, drawn.get(month))
        except Refusal:
            # Somebody pressed at the same moment: the list stands.
            continue


def look_at(ctx: Context, month: date, drawn: RenewalMonth | None) -> None:
    """The list of a month comes to be; later only what is new comes in, if anything is."""
    if drawn is None and (month == pool.month_ahead(ctx.today) or anything_new(ctx, month)):
        draw_up_month(ctx, month=month, token=f"renewals:{ctx.store_id}:{month}")
    elif drawn is not None and anything_new(ctx, month):
        top_up_month(ctx, drawn, token=f"renewals:{ctx.store_id}:{month}:{ctx.today}:{drawn.version}")


def anything_new(ctx: Any, month: date) -> bool:
    days = pool.days_of(ctx, month, UNTIL_SET)
    return bool(pool.ending(ctx, days).exists() or pool.ending_elsewhere(ctx, days).exists())
