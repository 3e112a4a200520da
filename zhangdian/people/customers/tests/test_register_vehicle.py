"""A car enters the files by its plate or its VIN."""

from datetime import date

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.actions import register_vehicle
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, a_model, again


def test_the_plate_alone_is_enough(shop):
    car = register_vehicle(shop.guide, plate="宁z·62966").subject
    assert (car.plate, car.plate_kind, car.is_bare) == ("宁Z62966", "ordinary", True)
    assert [borne.plate for borne in car.plates.all()] == ["宁Z62966"]


def test_a_new_car_enters_by_its_vin(shop):
    owner, model = a_customer(shop), a_model(shop)
    car = again(
        register_vehicle(
            shop.sales_consultant, vin=VIN.lower(), owner=owner, model=model, sold_on=date(2026, 11, 1)
        ).subject
    )
    assert (car.vin, car.warranty_start, car.is_bare) == (VIN, date(2026, 11, 1), False)
    assert car.ownerships.get().customer == owner


def test_what_we_know_is_not_registered_again(shop):
    a_car(shop, vin=VIN)
    for same in ({"plate": "宁Z62966"}, {"vin": VIN}):
        with pytest.raises(Refusal, match="已有档案"):
            register_vehicle(shop.service_advisor, **same)


def test_plate_and_vin_of_two_cars_are_refused(shop):
    a_car(shop, vin=VIN)
    a_car(shop, plate="宁Z62967")
    with pytest.raises(Refusal, match="变更车牌"):
        register_vehicle(shop.service_advisor, plate="宁Z62967", vin=VIN)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"plate": "宁ZO1234"}, "不用 I 和 O"),
        ({"vin": "L00Y06G18GW120001"}, "校验位"),
        ({}, "至少要有一样"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(shop, given, why):
    with pytest.raises(Refusal, match=why):
        register_vehicle(shop.service_advisor, **given)


def test_the_other_store_may_have_its_own_file_of_the_car(shop):
    a_car(shop, vin=VIN)
    register_vehicle(shop.other_store_advisor, plate="宁Z62966", vin=VIN)
    assert Vehicle.objects.filter(vin=VIN).count() == 2
