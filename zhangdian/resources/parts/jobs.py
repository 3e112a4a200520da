"""What the clock does with parts: draws the day's count, frees what nobody fetched."""

from datetime import time, timedelta

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.organization.models import Store
from zhangdian.resources.parts import actions
from zhangdian.resources.parts.models import Reservation, StockCard, StockCount

DRAWN_AT = time(16, 0)
"""In the store's afternoon, so that it is counted before the window closes."""


def stores() -> list[Context]:
    """The clock in each store."""
    return [Context(store.pk, kind=ActorKind.CLOCK) for store in Store.objects.order_by("pk")]


@job("抽日清盘点", every=timedelta(minutes=20))
def draw_daily_counts() -> None:
    """Once a day and store, from four in the afternoon (PTK-05); a day that was missed is not drawn later."""
    for ctx in stores():
        if clock.local(ctx.now).time() < DRAWN_AT or not StockCard.objects.of(ctx).exists():
            continue
        today = StockCount.objects.of(ctx).filter(kind=StockCount.Kind.DAILY, drawn_on=ctx.today)
        if not today.exists():
            actions.draw_daily_count(ctx, token=f"daily-count:{ctx.today}")


@job("释放过期预留", every=timedelta(hours=6))
def release_stale_reservations() -> None:
    """What lay ready for bookings whose day has passed is free again."""
    for ctx in stores():
        if (
            Reservation.objects.of(ctx)
            .filter(
                requisition_line__isnull=True, quantity__gt=0, wanted_on__lt=ctx.today - timedelta(days=3)
            )
            .exists()
        ):
            actions.release_stale(ctx)
