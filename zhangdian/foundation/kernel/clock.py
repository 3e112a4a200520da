"""The house's clock: the only place that asks what time it is, so that months can run in seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

_frozen: ContextVar[datetime | None] = ContextVar("frozen_instant", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let the house believe that it is `instant` (aware) inside this block."""
    reset = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(reset)


def set_to(instant: datetime | None) -> None:
    """Move the simulated clock of this thread of work; None gives the real one back."""
    _frozen.set(instant.astimezone(UTC) if instant else None)


def local(instant: datetime, zone: ZoneInfo = CHINA) -> datetime:
    """The instant on the store's wall clock."""
    return instant.astimezone(zone)


def day(instant: datetime, zone: ZoneInfo = CHINA) -> date:
    """The store's calendar day of an instant."""
    return instant.astimezone(zone).date()


def instant(on: date, hour: time, zone: ZoneInfo = CHINA) -> datetime:
    """The instant of a wall clock reading in the store's zone."""
    return datetime.combine(on, hour, tzinfo=zone).astimezone(UTC)


def day_bounds(on: date, zone: ZoneInfo = CHINA) -> tuple[datetime, datetime]:
    """First instant of a store's day and first instant of the next."""
    return days_bounds(on, on, zone)


def days_bounds(first: date, last: date, zone: ZoneInfo = CHINA) -> tuple[datetime, datetime]:
    """First instant of a store's day and first instant after another, which is that of the same or later."""
    return instant(first, time.min, zone), instant(last + timedelta(days=1), time.min, zone)


def month_end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_named(text: str, otherwise: date) -> date:
    """The first day of a month written as 2026-11; another where the text names none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return otherwise


def months_back(day: date, count: int) -> list[date]:
    """First days of its month and of those before it, the newest first."""
    months = [day.replace(day=1)]
    while len(months) < count:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes from start to end, never negative."""
    return max(0, int((end - start).total_seconds() // 60))
