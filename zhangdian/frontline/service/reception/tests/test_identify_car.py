"""A car that came by its plate alone."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import identify_car
from zhangdian.people.customers import vins
from zhangdian.people.customers.actions import register_vehicle
from zhangdian.people.customers.models import Customer, VehicleModel


@pytest.mark.duty("PROC-R-17")
def test_owner_vin_and_model_are_asked_once_at_the_car(shop):
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    identify_car(
        shop.service_advisor,
        order,
        name="傅天佑",
        phone="16110000777",
        model=VehicleModel.objects.get(code="M03"),
        colour="白",
    )
    order = visits.again(order)
    assert (order.customer.name.open(), order.vehicle.owner) == ("傅天佑", order.customer)
    assert (order.vehicle.model.code, order.vehicle.colour) == ("M03", "白")


def test_a_known_customer_gets_no_second_file(shop):
    known = visits.a_customer(shop)
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    identify_car(shop.service_advisor, order, name="邹雪梅", phone="16110000005")
    assert visits.again(order).customer == known
    assert Customer.objects.count() == 1


def test_a_shared_number_is_asked_about(shop):
    visits.a_customer(shop)
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    with asked("service.phone_is_shared"):
        identify_car(shop.service_advisor, order, name="邹国栋", phone="16110000005")


def test_nobody_is_called_nothing(shop):
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    with refused("姓名是空的"):
        identify_car(shop.service_advisor, order, name=" ", phone="")


@pytest.mark.parametrize(("known", "told"), [(("M03", "M03"), "M03"), (("M03", "M04"), None), ((), None)])
def test_the_model_is_that_of_all_cars_whose_number_begins_so(shop, known, told):
    for serial, code in enumerate(known):
        model = VehicleModel.objects.get(code=code)
        register_vehicle(shop.service_advisor, plate=f"宁Z1000{serial}", vin=a_vin(serial), model=model)
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    identify_car(shop.service_advisor, order, name="傅天佑", phone="16110000777", vin=a_vin(7))
    found = visits.again(order).vehicle.model
    assert (found.code if found else None) == told


def test_a_model_that_was_chosen_stands(shop):
    model, other = (VehicleModel.objects.get(code=code) for code in ("M03", "M04"))
    register_vehicle(shop.service_advisor, plate="宁Z10000", vin=a_vin(0), model=model)
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    identify_car(shop.service_advisor, order, name="傅天佑", phone="16110000777", vin=a_vin(7), model=other)
    assert visits.again(order).vehicle.model == other


def a_vin(serial: int) -> str:
    """Cars of one model differ in the serial number and the check digit."""
    body = f"LVHRU5840P501{serial:04}"
    return body[:8] + vins.check_digit(body) + body[9:]
