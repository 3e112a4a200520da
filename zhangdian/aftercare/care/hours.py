"""When customers may be called, and working hours of deadlines."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.callback import GRACE
from zhangdian.people.organization.opening import WorkingDay

CALLING = ((time(9), time(12)), (time(14), time(20)))
"""Customers rest before nine, from noon to two, and after eight (posts.md §6)."""


def may_call(at: datetime, zone: ZoneInfo = clock.CHINA) -> bool:
    """Whether customers are awake and not at rest."""
    return any(start <= clock.local(at, zone).time() < end for start, end in CALLING) or any(
        start <= clock.local(at - GRACE, zone).time() < end for start, end in CALLING
    )


def next_calling_moment(at: datetime, zone: ZoneInfo = clock.CHINA) -> datetime:
    """This moment, or the first after it at which customers may be called."""
    local = clock.local(at, zone)
    for start, end in CALLING:
        if local.time() < start:
            return clock.instant(local.date(), start, zone)
        if local.time() < end:
            return at
    return clock.instant(local.date() + timedelta(days=1), CALLING[0][0], zone)


def after_working(
    start: datetime, span: timedelta, opens: time, closes: time, zone: ZoneInfo = clock.CHINA
) -> datetime:
    """So much of the store's opening time after an instant; a store is open seven days."""
    return WorkingDay(opens, closes, zone).after(start, span)
