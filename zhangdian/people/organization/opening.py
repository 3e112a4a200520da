"""The hours in which a store works: when so much of its time has gone by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from zhangdian.foundation.kernel import clock

NONE = timedelta()
FURTHEST = timedelta(days=800)


@dataclass(frozen=True)
class Spell:
    """Hours of a single day that are not the usual ones; closing before opening is over midnight."""

    opens: time
    closes: time
    noon: time | None = None
    pause: timedelta = NONE

    def pieces(self, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
        """From instant to instant what is worked of a day: one stretch, or two around a pause."""
        begins = clock.instant(day, self.opens, zone)
        ends = clock.instant(day + timedelta(days=self.closes <= self.opens), self.closes, zone)
        if self.noon is None or not self.pause:
            return [(begins, ends)]
        eats = clock.instant(day, self.noon, zone)
        if not begins < eats < ends:
            return [(begins, ends)]
        return [(begins, eats), *([(eats + self.pause, ends)] if eats + self.pause < ends else [])]

    def length(self, zone: ZoneInfo = clock.CHINA) -> timedelta:
        return sum((end - begin for begin, end in self.pieces(date(2026, 1, 1), zone)), NONE)


@dataclass(frozen=True)
class WorkingDay:
    """From opening to closing, day by day, less a pause at noon and a day of rest where one is made."""

    opens: time
    closes: time
    zone: ZoneInfo = clock.CHINA
    noon: time | None = None
    pause: timedelta = NONE
    rests_on: int | None = None
    """A weekday on which nothing is gone on with; what begins on it is worked on that day all the same."""
    changed: Mapping[date, bool] = field(default_factory=dict)
    """Days on which it is gone on, or not, other than the week says."""
    own: Mapping[date, Spell] = field(default_factory=dict)
    """Days with hours of their own."""

    @property
    def length(self) -> timedelta:
        """Of a whole day; nothing where the hours of the store make no sense."""
        return self._until(date.min, self.closes)

    def after(self, at: datetime, span: timedelta) -> datetime:
        """When so much of the store's time has gone by from an instant on."""
        if self.own:
            return self._after_own(at, span)
        if not self.length:
            return at + span
        day, gone = clock.day(at, self.zone), self._gone(at)
        if gone == self.length and (span or clock.local(at, self.zone).time() > self.closes):
            day, gone = self._days_later(day, 1), NONE
        days, rest = divmod(gone + span, self.length)
        if days and not rest:
            days, rest = days - 1, self.length
        return max(at, self._moment(self._days_later(day, days), rest))

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much of the store's time lies between two instants, the earlier first."""
        if self.own:
            pieces = self._pieces(start, clock.day(end, self.zone))
            return sum((max(min(e, end) - max(b, start), NONE) for b, e in pieces), NONE)
        first, last = clock.day(start, self.zone), clock.day(end, self.zone)
        passed = (first + timedelta(days=number) for number in range((last - first).days))
        days = sum(day == first or self._goes_on(day) for day in passed)
        of_last = self._gone(end) if last == first or self._goes_on(last) else NONE
        return days * self.length + of_last - self._gone(start)

    def is_on(self, at: datetime) -> bool:
        """Whether it is worked at this instant, the last one of a stretch not."""
        return any(begins <= at < ends for begins, ends in self._pieces(at, clock.day(at, self.zone)))

    def _after_own(self, at: datetime, span: timedelta) -> datetime:
        """The same where days have hours of their own; with nothing to do, when he is back from lunch."""
        left = span
        for begins, ends in self._pieces(at, clock.day(at, self.zone) + FURTHEST):
            if ends < at or (ends == at and left):
                continue
            begins = max(begins, at)
            if ends - begins >= left:
                return begins + left
            left -= ends - begins
        return at + span

    def _pieces(self, at: datetime, last: date) -> Iterator[tuple[datetime, datetime]]:
        """What is worked from the day of an instant on, and what of the evening before still goes on.

        What begins on a day of rest is worked on that day all the same.
        """
        usual = Spell(self.opens, self.closes, self.noon, self.pause)
        first = clock.day(at, self.zone)
        day = first - timedelta(days=1)
        while day <= last:
            if day == first or self._goes_on(day):
                yield from self.own.get(day, usual).pieces(day, self.zone)
            day += timedelta(days=1)

    def _goes_on(self, day: date) -> bool:
        return self.changed.get(day, day.weekday() != self.rests_on)

    def _days_later(self, day: date, days: int) -> date:
        """After so many days of work."""
        while days:
            day += timedelta(days=1)
            days -= self._goes_on(day)
        return day

    def _gone(self, at: datetime) -> timedelta:
        """What has gone by of its own day."""
        local = clock.local(at, self.zone)
        return self._until(local.date(), min(max(local.time(), self.opens), self.closes))

    def _until(self, day: date, hour: time) -> timedelta:
        """From opening to this hour of a day."""
        opened = datetime.combine(day, self.opens)
        whole = max(datetime.combine(day, hour) - opened, NONE)
        if self.noon is None or not self.opens < self.noon < self.closes:
            return whole
        before = datetime.combine(day, self.noon) - opened
        return whole if whole <= before else max(before, whole - self.pause)

    def _moment(self, day: date, gone: timedelta) -> datetime:
        """When so much of this day has gone by."""
        opened = clock.instant(day, self.opens, self.zone)
        if self.noon is None or opened + gone <= clock.instant(day, self.noon, self.zone):
            return opened + gone
        return opened + gone + (self.pause if self.opens < self.noon < self.closes else NONE)
