"""A new meter begins; the distance driven goes on."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.actions import record_mileage, replace_meter
from zhangdian.people.customers.tests.arrange import a_car, again


def test_the_whole_distance_counts_on(shop):
    car = a_car(shop)
    record_mileage(shop.service_advisor, car, km=40_000)
    shop.later(days=10)
    replace_meter(shop.technician, car, old_km=40_300)
    assert (again(car).last_mileage, again(car).driven_km) == (0, 40_300)
    shop.later(days=50)
    record_mileage(shop.service_advisor, car, km=1_500)
    assert again(car).driven_km == 41_800


def test_the_new_meter_starts_below_the_old_one(shop):
    with pytest.raises(Refusal, match="应小于"):
        replace_meter(shop.technician, a_car(shop), old_km=100, new_km=100)
