"""Who insured a car before the first played day, until when, and for how much."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from dateutil.relativedelta import relativedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.history import PLUG_IN, PastCar, active_cars
from zhangdian.doors.simulation.tables import table, true, values
from zhangdian.foundation.kernel.money import yuan

ELSEWHERE = ("电销", "别家 4S 店", "青漠", "亲友代办", "修理厂代办")
KNOWN_ELSEWHERE = 0.1
"""Share of the cars insured elsewhere of which somebody has noted until when."""
AGREES = 0.85
"""Share of the owners who want to hear of their renewal by short message."""
COMPULSORY = tuple(map(Decimal, ("950", "855", "760", "665")))
"""Yuan by years without an accident, as the regulation has it for a family car of five seats."""
TAX = Decimal("300")
COMMERCIAL = 3500, 900
"""Yuan: mean and deviation."""


@dataclass(frozen=True)
class Cover:
    """Both policies of a car: they end on the same day."""

    insurer: str
    """Code of ours; a name where it is insured elsewhere."""
    ours: bool
    last_day: date
    compulsory: Decimal
    commercial: Decimal
    tax: Decimal
    first_year: bool
    agrees: bool
    """To be told by short message."""

    @property
    def begins(self) -> date:
        """The first day of this year's cover."""
        return self.last_day - relativedelta(years=1) + timedelta(days=1)


@cache
def here() -> float:
    """Share of the cars that the store insures."""
    return float(values("store")["store_insured_vehicles"]) / active_cars()


@cache
def shares(column: str) -> tuple[tuple[str, float], ...]:
    """Partner insurers with their share of the business."""
    rows = (row for row in table("insurers") if true(row["approved"]))
    return tuple((row["insurer_code"], float(row[column])) for row in rows)


def cover_of(seed: object, number: int, car: PastCar, today: date) -> Cover | None:
    """The cover in force today, renewed each year on the day of the sale; None where nothing is known."""
    luck = chance.of(seed, "cover", number)
    ours = luck.happens(here())
    if not ours and not luck.happens(KNOWN_ELSEWHERE):
        return None
    years = max(today.year - car.sold_on.year, 0)
    if car.sold_on + relativedelta(years=years) <= today:
        years += 1
    first_year = years <= 1
    column = "share_new_pct" if first_year else "share_renewal_pct"
    return Cover(
        insurer=luck.one(shares(column)) if ours else luck.choice(ELSEWHERE),
        ours=ours,
        last_day=car.sold_on + relativedelta(years=years) - timedelta(days=1),
        compulsory=COMPULSORY[min(years - 1, luck.randint(0, 3))],
        commercial=yuan(Decimal(luck.around(*COMMERCIAL))),
        tax=Decimal(0) if car.plate[2:3] in PLUG_IN["BEV"] and len(car.plate) == 8 else TAX,
        first_year=first_year,
        agrees=not car.company and luck.happens(AGREES),
    )
