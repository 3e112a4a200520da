"""What an insurer gives back when a policy ends before its time: by the day, to the cent.

Sources: regulation on compulsory insurance §17 and insurance law §54; by the day is custom of the trade.
"""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
A_DAY = timedelta(days=1)


def returned(
    premium: Decimal,
    starts_at: datetime,
    ends_at: datetime,
    ended_at: datetime,
    *,
    compulsory: bool,
    fee: Decimal,
) -> Decimal:
    """Yuan that come back of a premium in yuan.

    Before cover began all of it, less a handling fee (a share of the premium) where it is not compulsory
    insurance; from then on the days that are left, of all its days. A day that has begun is used.
    """
    if ended_at <= starts_at:
        share = Decimal(1) if compulsory else 1 - fee
    else:
        used = min(-((starts_at - ended_at) // A_DAY), days_of(starts_at, ends_at))
        share = 1 - Decimal(used) / days_of(starts_at, ends_at)
    return (premium * share).quantize(CENT, ROUND_HALF_UP)


def days_of(starts_at: datetime, ends_at: datetime) -> int:
    """Days of cover; a part of a day is one."""
    return -((starts_at - ends_at) // A_DAY)
