"""A car that came by its plate alone gets its owner, VIN and model."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import identify_car
from zhangdian.people.customers.models import Customer, Vehicle, VehicleModel

VIN = "L00Y06G17GW120001"


@pytest.fixture
def order(shop):
    return visits.a_visit_arrived(shop, "宁Z88K88")


def identify(shop, order, **facts):
    facts = {"name": "段雨桐", "phone": "16110000044"} | facts
    return identify_car(shop.service_advisor, order, **facts)


@pytest.mark.duty("PROC-R-09", "PROC-R-17", "SA-24")
def test_owner_and_model_stand_on_car_and_order(shop, order):
    identify(shop, order, model=VehicleModel.objects.get(code="M03"), colour="银")
    car, order = Vehicle.objects.get(pk=order.vehicle_id), visits.again(order)
    assert (car.owner.name.open(), car.model.code, car.colour) == ("段雨桐", "M03", "银")
    assert order.customer == car.owner


@pytest.mark.duty("PROC-R-09")
def test_a_vin_with_a_wrong_check_digit_is_refused(shop, order):
    with refused("车架号"):
        identify(shop, order, vin=f"{VIN[:-1]}9")


def test_a_known_customer_is_not_registered_twice(shop, order):
    known = visits.a_customer(shop, "段雨桐", "16110000044")
    identify(shop, order)
    assert visits.again(order).customer == known
    assert Customer.objects.filter(phone_tail="0044").count() == 1


def test_after_signing_the_file_is_changed_not_the_order(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        identify(shop, order)
