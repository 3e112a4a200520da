"""Delivered cars as sentences."""

from typing import Any

from zhangdian.aftercare.insurance.delivered.actions import (
    DeliveredRow,
    load_delivered_cars,
    note_delivered_car,
)
from zhangdian.aftercare.insurance.models import DeliveredCar
from zhangdian.people.customers.tests.arrange import vin


def delivered(shop: Any, number: int = 1, **more: Any) -> DeliveredCar:
    """One of today, by hand; its VIN is that of the car with this number."""
    given = {"vin": vin(number), "delivered_on": shop.today, "consultant": "祝小曼", **more}
    made: DeliveredCar = note_delivered_car(shop.new_car_insurance, **given).subject
    return made


def a_list(shop: Any, *numbers: int) -> None:
    rows = [DeliveredRow(vin(number), shop.today, consultant="祝小曼") for number in numbers]
    load_delivered_cars(shop.new_car_insurance, rows=rows)
