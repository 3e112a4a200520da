"""A car that came by its plate alone."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception.actions import identify_car
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
