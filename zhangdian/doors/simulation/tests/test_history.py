"""What is made beyond the sample is believable: plates and VINs pass the rules and stand once."""

from datetime import date

import pytest

from zhangdian.doors.simulation import history
from zhangdian.people.customers import phones, plates, vins

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def cars():
    return history.cars("seed", 0, history.active_cars(), TODAY)


def test_no_plate_and_no_vin_stands_twice(cars):
    assert history.twice(cars) == set()


def test_every_vin_has_its_check_digit_and_every_plate_its_form(cars):
    assert [car.vin for car in cars if not vins.checks(car.vin)] == []
    for car in cars[::7]:
        assert plates.judge(car.plate).text == car.plate
        phones.judge(car.phone)


def test_a_car_was_sold_before_it_was_here(cars):
    assert all(car.sold_on <= car.visited_on < TODAY for car in cars)


def test_the_same_seed_makes_the_same_cars(cars):
    assert history.cars("seed", 900, 5, TODAY) == cars[900:905]
    assert history.cars("other", 900, 5, TODAY) != cars[900:905]
