"""The follow-up call as it was agreed: the hour that the customer named, and when it is to be made."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import RepairOrder

ANY_TIME = ((time(9), time(11, 30)), (time(14, 30), time(19, 30)))
"""What "any time" means (store_truth.md §2, F-02)."""
GRACE = timedelta(minutes=15)
"""A call that began in time may be written down a little later."""
SPOKEN = {"上午": (9, 12), "中午": (12, 14), "下午": (14, 18), "傍晚": (17, 19), "晚": (18, 20)}
_SPAN = re.compile(r"(\d{1,2})(?:[:：](\d{2}))?\s*点?\s*[-~—到至]\s*(\d{1,2})(?:[:：](\d{2}))?")
_HOUR = re.compile(r"(\d{1,2})(?:[:：](\d{2})|\s*点(半)?)")


@dataclass(frozen=True)
class Window:
    """From when until when the customer likes to be called."""

    start: datetime
    end: datetime
    any_time: bool = False

    def holds(self, at: datetime) -> bool:
        return self.start <= at <= self.end + GRACE


def window_of(on: date, words: str, zone: ZoneInfo = clock.CHINA) -> Window:
    """The agreed hour as an advisor writes it down: 10-12点, 19:00, 下午, 晚上; anything else is any time."""
    if span := _SPAN.search(words):
        first, last = _read(span.group(1), span.group(2), words), _read(span.group(3), span.group(4), words)
        if first < last:
            return _window(on, first, last, zone)
    if hour := _HOUR.search(words):
        half = "30" if hour.group(3) else hour.group(2)
        first = _read(hour.group(1), half, words)
        return _window(on, first, min(first + 60, 24 * 60 - 1), zone)
    for word, (first, last) in SPOKEN.items():
        if word in words:
            return _window(on, first * 60, last * 60, zone)
    window = _window(on, _minutes(ANY_TIME[0][0]), _minutes(ANY_TIME[-1][1]), zone)
    return Window(window.start, window.end, any_time=True)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _read(hour: str, minute: str | None, words: str) -> int:
    """Minutes of the day; three in the afternoon is fifteen."""
    value = int(hour)
    afternoon = any(word in words for word in ("下午", "傍晚", "晚"))
    value = value + 12 if afternoon and value < 12 else value
    return min(value, 23) * 60 + min(int(minute or 0), 59)


def _window(on: date, first: int, last: int, zone: ZoneInfo) -> Window:
    start, end = (clock.instant(on, time(each // 60, each % 60), zone) for each in (first, last))
    return Window(start, end)


def agreed_window(ctx: Any, order: RepairOrder) -> Window:
    """The hour on the statement; where none was agreed, any time of the day after."""
    left_on = clock.day(order.exited_at or ctx.now, ctx.standing.zone)
    on = order.callback_on or left_on + timedelta(days=1)
    return window_of(on, order.callback_hour, ctx.standing.zone)


def await_call(ctx: Any, order: RepairOrder) -> None:
    """The car has left: from the agreed hour on the call is awaited, until it is made or given up."""
    order.call_at = agreed_window(ctx, order).start


def call_again(order: RepairOrder, at: datetime | None) -> None:
    """The next attempt is due then; None: the call has come to its end."""
    order.call_at = at
