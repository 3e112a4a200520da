"""The rhythm of a store: how many come on a day, when, with or without an appointment (demo/README.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.tables import number, rate, table
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.writing import WEEKDAYS

NOISE = 0.11
"""Standard deviation of the logarithm of a day's visits."""
RAIN = 0.18
"""Share of days on which it rains."""
LESS_IN_RAIN, LESS_WASH_IN_RAIN = 0.12, 0.45
AHEAD = 9
"""Most days that an appointment is made ahead."""


@dataclass(frozen=True)
class Coming:
    """A car that comes, or was booked and does not come."""

    day: date
    number: int
    kind: str
    at: datetime
    booked_at: datetime | None = None
    slot_at: datetime | None = None
    shows: bool = True
    moved_from: datetime | None = None
    """The hour first booked, where the customer then moved to another day."""


@dataclass(frozen=True)
class Day:
    """What a day brings."""

    on: date
    rain: bool
    comings: tuple[Coming, ...]


def closed_on(day: date) -> bool:
    """The store rests on the eve and the first days of the lunar year only (demo/store.csv)."""
    return day in LUNAR_NEW_YEAR


LUNAR_NEW_YEAR = {date(2026, 2, 16) + timedelta(days=days) for days in range(4)} | {
    date(2027, 2, 5) + timedelta(days=days) for days in range(4)
}


def visits_expected(day: date) -> float:
    """The weekday's figure in this month."""
    weekday = next(
        row for row in table("rhythm_weekday") if row["weekday_zh"] == f"周{WEEKDAYS[day.weekday()]}"
    )
    month = next(row for row in table("seasonality") if int(row["month"]) == day.month)
    return float(weekday["service_visits"]) * float(month["service_index"])


def kinds_in(month: int) -> list[tuple[str, float]]:
    """Kinds of visits with their shares, accidents by the month."""
    accidents = next(
        float(row["accident_index"]) for row in table("seasonality") if int(row["month"]) == month
    )
    return [
        (row["kind"], float(row["share_pct"]) * (accidents if row["kind"] == "ACCIDENT" else 1))
        for row in table("visit_kinds")
    ]


def day_of(seed: object, day: date, traffic: float = 1.0) -> Day:
    """The same for the same seed and day, whenever it is asked; `traffic` is the share of a full store's."""
    luck = chance.of(seed, "day", day)
    rain = luck.happens(RAIN)
    if closed_on(day):
        return Day(day, rain, ())
    mean = traffic * visits_expected(day) * (1 - LESS_IN_RAIN * rain) / (1 - LESS_IN_RAIN * RAIN)
    count = round(mean * exp(luck.gauss(-(NOISE**2) / 2, NOISE)))
    walk_in = {row["kind"]: float(row["walk_in_pct"]) / 100 for row in table("visit_kinds")}
    comings: list[Coming] = []
    instants = sorted(arrival(luck, day) for _ in range(count))
    for instant, kind in zip(instants, dealt(luck, kinds_in(day.month), count), strict=True):
        booked = not luck.happens(walk_in[kind])
        comings.append(coming(luck, day, len(comings), kind, instant, booked))
    for _ in range(luck.count(sum(1 for c in comings if c.booked_at) * no_shows())):
        kind = luck.one([(name, share * (1 - walk_in[name])) for name, share in kinds_in(day.month)])
        comings.append(coming(luck, day, len(comings), kind, arrival(luck, day), True, shows=False))
    return Day(day, rain, tuple(comings))


def dealt(luck: Chance, weighted: list[tuple[str, float]], count: int) -> list[str]:
    """The kinds of a day, each by its share and in chance order: a week has what the data say."""
    whole = sum(weight for _, weight in weighted)
    marks = iter(sorted((place + luck.random()) / count * whole for place in range(count)))
    mark, reached, kinds = next(marks, None), 0.0, []
    for kind, weight in weighted:
        reached += weight
        while mark is not None and mark < reached:
            kinds.append(kind)
            mark = next(marks, None)
    kinds += [weighted[-1][0]] * (count - len(kinds))
    luck.shuffle(kinds)
    return kinds


def no_shows() -> float:
    """Booked and not come, for each one who came."""
    return rate("appointment_no_show") / (1 - rate("appointment_no_show"))


def arrival(luck: Chance, day: date) -> datetime:
    """An instant of the day by its half hours."""
    column = {0: "monday", 5: "saturday", 6: "saturday"}.get(day.weekday(), "workday")
    rows = table("rhythm_half_hour")
    row = luck.one((row, float(row[f"service_arrivals_{column}_pct"])) for row in rows)
    begins = clock.instant(day, time.fromisoformat(row["from_time"]))
    return begins + timedelta(seconds=luck.randint(0, 1799))


def coming(
    luck: Chance, day: date, number_: int, kind: str, at: datetime, booked: bool, *, shows: bool = True
) -> Coming:
    if not booked:
        return Coming(day, number_, kind, at)
    # Four in five come within half an hour of the hour agreed; of the others most come later.
    on_time = luck.happens(rate("appointment_show") / (1 - rate("appointment_no_show")))
    early = luck.uniform(-20, 25) if on_time else luck.uniform(35, 150)
    slot = half_hour(at - timedelta(minutes=early), day)
    return Coming(day, number_, kind, at, booked_at(luck, day, slot), slot, shows)


def half_hour(at: datetime, day: date) -> datetime:
    """The bookable half hour nearest to an instant."""
    opens, last = clock.instant(day, time(8)), clock.instant(day, time(16, 30))
    halves = round((at - opens).total_seconds() / 1800)
    return min(max(opens + timedelta(minutes=30 * halves), opens), last)


def booked_at(luck: Chance, day: date, slot: datetime) -> datetime:
    """When it was booked: the same day, the day before, or up to nine days ahead."""
    same, before = rate("same_day_booking"), 0.41
    draw = luck.random()
    ahead = 0 if draw < same else 1 if draw < same + before else 2
    while ahead > 1 and ahead < AHEAD and luck.happens(0.6):
        ahead += 1
    first = clock.instant(day, time(8, 5))
    if ahead == 0 and slot - first < timedelta(minutes=50):
        ahead = 1
    if ahead == 0:
        return first + (slot - first) * luck.uniform(0.05, 0.75)
    called = clock.instant(day - timedelta(days=ahead), time(8, 20))
    return called + timedelta(minutes=luck.uniform(0, 535))


def days_ahead(seed: object, first: date, last: date, traffic: float = 1.0) -> Iterator[Day]:
    """The days whose bookings are made by `last`: up to nine days beyond."""
    day = first
    while day <= last + timedelta(days=AHEAD):
        yield day_of(seed, day, traffic)
        day += timedelta(days=1)


def number_of_kind(kind: str, column: str) -> float:
    """One figure of a kind of visit."""
    return float(number(next(row[column] for row in table("visit_kinds") if row["kind"] == kind)))
