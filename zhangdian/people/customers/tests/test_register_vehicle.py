"""A car enters the files by its plate or its VIN."""

import pytest

from zhangdian.people.customers.actions import register_vehicle

VIN = "L00Y06G17GW120001"
pytestmark = pytest.mark.django_db


def test_the_plate_alone_is_enough(shop):
    car = register_vehicle(shop.guide, plate="宁z·62966").subject
    assert (car.plate, car.plate_kind, car.is_bare) == ("宁Z62966", "ordinary", True)
    assert [borne.plate for borne in car.plates.all()] == ["宁Z62966"]
