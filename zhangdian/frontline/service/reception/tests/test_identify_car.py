"""A car that came by its plate alone."""

import pytest
from django.urls import reverse

from tests.support import looking
from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.reception import views
from zhangdian.frontline.service.reception.actions import identify_car
from zhangdian.frontline.service.reception.forms import IdentifyCarForm
from zhangdian.frontline.service.tests.pages import look, press, words
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


@pytest.mark.duty("PROC-R-17")
def test_of_a_known_owner_s_car_only_what_is_missing_is_asked(shop):
    owner = visits.a_customer(shop)
    register_vehicle(shop.service_advisor, plate="宁ZK7788", owner=owner)
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    page = words(look(shop.service_advisor, views.walk_around, pk=order.pk))
    assert "service.identify_car" in page
    asked_for = IdentifyCarForm(shop.service_advisor, order)
    assert list(asked_for.fields) == ["vin", "model", "colour"]
    sent = press(shop.service_advisor, "service.identify_car", order.pk, vin=a_vin(7), model="", colour="白")
    assert sent.status_code == 204, words(sent)
    order = visits.again(order)
    assert (order.vehicle.vin, order.vehicle.colour) == (a_vin(7), "白")
    assert (order.vehicle.owner, order.customer, Customer.objects.count()) == (owner, owner, 1)


def test_of_a_car_whose_number_is_known_only_the_owner_is_asked(shop):
    register_vehicle(shop.service_advisor, plate="宁ZK7788", vin=a_vin(7))
    order = visits.a_visit_arrived(shop, "宁ZK7788")
    assert "vin" not in IdentifyCarForm(shop.service_advisor, order).fields
    told = {"kind": "person", "name": "傅天佑", "phone": "16110000777"}
    where = reverse("ui:act", args=[identify_car.name, order.pk])
    assert looking.press(shop.service_advisor, where, told).status_code == 204
    vehicle = visits.again(order).vehicle
    assert (vehicle.vin, vehicle.owner.name.open()) == (a_vin(7), "傅天佑")


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
