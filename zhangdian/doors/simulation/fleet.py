"""The cars of the store as the simulation knows them: who may come for what, and with how many kilometres."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.tables import table
from zhangdian.foundation.kernel.sight import opened
from zhangdian.frontline.service.models import Advice, RepairOrder
from zhangdian.people.customers.models import Customer, Vehicle, VehicleRecall

PLATE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
CAMPAIGN_WORK = {"R001", "R002", "H001"}


@dataclass(eq=False)
class Car:
    """What the simulation remembers of a car."""

    pk: int
    plate: str
    energy: str
    daily_km: float
    sold_on: date | None
    km: int
    read_on: date | None
    last_visit_on: date | None
    owner_id: int | None
    owner: str
    phone: str
    company: bool
    advisor_id: int | None
    recalls: set[str] = field(default_factory=set)
    advice: list[int] = field(default_factory=list)
    away_until: date = date.min
    """Comes again on this day at the earliest: it is booked, here, or has just been."""

    def km_on(self, luck: Chance, day: date) -> int:
        days = (day - (self.read_on or day - timedelta(days=120))).days
        return self.km + max(20, round(days * self.daily_km * luck.uniform(0.7, 1.3)))


class Fleet:
    """All cars of the store, chosen by what they come for."""

    def __init__(self, store_id: int) -> None:
        self.store_id = store_id
        daily = {row["model_code"]: float(row["daily_km_mean"]) for row in table("models")}
        self.cars = {car.pk: car for car in map(lambda row: car_of(row, daily), self.rows())}
        self.listed = list(self.cars.values())
        self.by_recall: list[Car] = []
        self.read_facts()

    def rows(self) -> Any:
        return (
            Vehicle._base_manager.filter(store=self.store_id, merged_into=None, gone_on=None, voided_at=None)
            .exclude(plate="")
            .order_by("pk")
            .values_list(
                "pk", "plate", "model__code", "model__energy", "sold_on", "last_mileage", "last_read_on",
                "last_visit_on", "owner_id", "owner__name", "owner__phone", "owner__kind", "advisor_id",
            )
        )  # fmt: skip

    def read_facts(self) -> None:
        """Open campaigns and open advice of all cars, and who is here, in three queries."""
        undone = VehicleRecall._base_manager.filter(
            vehicle__store=self.store_id, recall__operation_code__in=CAMPAIGN_WORK
        ).exclude(state=VehicleRecall.State.DONE)
        for vehicle_id, code in undone.values_list("vehicle_id", "recall__operation_code"):
            if vehicle_id in self.cars:
                self.cars[vehicle_id].recalls.add(code)
        self.by_recall = [car for car in self.listed if car.recalls]
        open_advice = Advice._base_manager.filter(store=self.store_id, closed_at=None)
        for vehicle_id, pk in open_advice.order_by("pk").values_list("vehicle_id", "pk"):
            if vehicle_id in self.cars:
                self.cars[vehicle_id].advice.append(pk)
        here = RepairOrder._base_manager.filter(store=self.store_id, exited_at=None, voided_at=None)
        for vehicle_id in here.values_list("vehicle_id", flat=True):
            if vehicle_id in self.cars:
                self.cars[vehicle_id].away_until = date.max

    def choose(self, luck: Chance, kind: str, day: date, *, strict: bool = True) -> Car | None:
        """A car that may well come for this on this day."""
        pool = self.by_recall if kind == "RECALL" and self.by_recall else self.listed
        best = None
        for _ in range(400 if kind == "FIRST" else 60):
            car = luck.choice(pool)
            if car.away_until > day:
                continue
            best = best or car
            if not strict or suits(luck, car, kind, day):
                return car
        return best

    def add(self, car: Car) -> None:
        self.cars[car.pk] = car
        self.listed.append(car)


def car_of(row: Any, daily: dict[str, float]) -> Car:
    (pk, plate, model, energy, sold_on, km, read_on, visited, owner_id, name, phone, kind, advisor_id) = row
    return Car(
        pk, plate, energy or "ICE", daily.get(model or "", 35.0), sold_on, km or 0, read_on, visited,
        owner_id, str(opened(name) or ""), str(opened(phone) or ""), kind == Customer.Kind.COMPANY,
        advisor_id,
    )  # fmt: skip


def suits(luck: Chance, car: Car, kind: str, day: date) -> bool:
    """Whether this car would come for this."""
    age = (day - car.sold_on).days if car.sold_on else 2000
    since = (day - car.last_visit_on).days if car.last_visit_on else 999
    if kind == "FIRST":
        return 60 <= age <= 400 and car.km < 9000
    if kind == "MAINT":
        return since >= 100 and age > 200 and (car.energy != "BEV" or luck.happens(0.6))
    if kind == "WARRANTY":
        return age < 3 * 365
    if kind == "REWORK":
        return since <= 60
    return since >= 15


def unknown_plate(luck: Chance) -> str:
    """A plate that the store has not seen: the letters of the fiction, never drawn for the known cars."""
    return f"宁Z{luck.choice(PLATE_SIGNS)}{luck.choice(PLATE_SIGNS)}{luck.randint(100, 999)}"
