"""Whether a car is inside the maker's warranty and the periods of the three guarantees (service.md §6.1)."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from zhangdian.people.customers.models import ModelTerms, Vehicle

# 3B §18: never less than these, whatever the maker writes.
REPAIR_MONTHS, REPAIR_KM = 36, 60_000
EXCHANGE_MONTHS, EXCHANGE_KM = 24, 50_000
EARLY_DAYS, EARLY_KM = 60, 3_000


@dataclass(frozen=True, slots=True)
class Period:
    """One promise: until a day or a distance, whichever comes first."""

    name: str
    until_on: date
    until_km: int | None
    holds: bool

    def __str__(self) -> str:
        km = f"或 {self.until_km:,} 公里" if self.until_km else ""
        return f"{self.name}至 {self.until_on:%Y-%m-%d}{km}{'' if self.holds else '，已过'}"


def period(name: str, start: date, until_on: date, until_km: int | None, day: date, km: int | None) -> Period:
    """The period as it stands on a day at a distance; an unknown distance counts for the customer."""
    inside = start <= day <= until_on and (until_km is None or km is None or km <= until_km)
    return Period(name, until_on, until_km, inside)


def periods(vehicle: Vehicle, terms: ModelTerms | None, day: date, km: int | None = None) -> list[Period]:
    """All periods that run from the car's start of warranty; none where that is not known."""
    start = vehicle.warranty_start or vehicle.sold_on
    if start is None:
        return []
    km = vehicle.driven_km if km is None else vehicle.meter_offset + km
    months = max(REPAIR_MONTHS, (terms and terms.warranty_months) or 0)
    distance = max(REPAIR_KM, (terms and terms.warranty_km) or 0)
    found = [
        period("整车质保", start, start + relativedelta(months=months), distance, day, km),
        period("三包", start, start + relativedelta(months=EXCHANGE_MONTHS), EXCHANGE_KM, day, km),
        period("60 天三包", start, start + relativedelta(days=EARLY_DAYS), EARLY_KM, day, km),
    ]
    if terms and terms.battery_warranty_months:
        until = start + relativedelta(months=terms.battery_warranty_months)
        found.append(period("三电质保", start, until, terms.battery_warranty_km, day, km))
    return found
