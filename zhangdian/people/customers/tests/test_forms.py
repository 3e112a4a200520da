"""The forms of this room: what changed, with what he saw."""

import re

import pytest
from django.urls import reverse

from zhangdian.people.customers.actions import change_customer
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, again


def fields_of(page):
    """Names and values of the inputs that a page shows."""
    inputs = re.findall(r"<input[^>]*>", page)
    found = {}
    for tag in inputs:
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        chosen = "checked" in tag or not re.search(r'type="(radio|checkbox)"', tag)
        if name and chosen:
            found[name[1]] = value[1] if value else ""
    return found


def test_two_who_edit_different_fields_both_win(shop, browser):
    customer = a_customer(shop)
    address = reverse("ui:act", args=["customers.change_customer", customer.pk])
    client = browser(shop.service_advisor)
    seen = fields_of(client.get(address).content.decode())
    change_customer(shop.second_advisor, customer, remark="爱喝茶")
    answer = client.post(address, {**seen, "called": "段女士"})
    assert answer.status_code == 302
    assert (again(customer).called, again(customer).remark) == ("段女士", "爱喝茶")


def test_who_edits_what_another_just_changed_is_told(shop, browser):
    customer = a_customer(shop)
    address = reverse("ui:act", args=["customers.change_customer", customer.pk])
    client = browser(shop.service_advisor)
    seen = fields_of(client.get(address).content.decode())
    change_customer(shop.second_advisor, customer, called="段姐")
    answer = client.post(address, {**seen, "called": "段女士"})
    assert answer.status_code == 422
    assert "已有人把它改成“段姐”" in answer.content.decode()
    assert again(customer).called == "段姐"


def test_what_is_emptied_is_emptied(shop, browser):
    customer = a_customer(shop, remark="爱喝茶")
    address = reverse("ui:act", args=["customers.change_customer", customer.pk])
    client = browser(shop.service_advisor)
    seen = fields_of(client.get(address).content.decode())
    assert client.post(address, {**seen, "remark": ""}).status_code == 302
    assert again(customer).remark == ""


def test_a_guide_is_not_asked_for_what_he_does_not_see(shop, browser):
    customer = a_customer(shop)
    address = reverse("ui:act", args=["customers.change_customer", customer.pk])
    page = browser(shop.guide).get(address).content.decode()
    assert 'name="phone"' not in page
    assert "16110000000" not in page


@pytest.mark.parametrize("text", ["16110000000", "段素琴", "#{pk}"])
def test_a_new_owner_is_named_by_phone_name_or_number(shop, browser, text):
    owner, car = a_customer(shop), a_car(shop)
    address = reverse("ui:act", args=["customers.transfer_ownership", car.pk])
    answer = browser(shop.service_advisor).post(address, {"to": text.format(pk=owner.pk), "token": "a"})
    assert answer.status_code == 302
    assert again(car).owner == owner


def test_one_of_several_of_a_name_must_be_said(shop, browser):
    a_customer(shop)
    a_customer(shop, phone="16110000001")
    address = reverse("ui:act", args=["customers.transfer_ownership", a_car(shop).pk])
    answer = browser(shop.service_advisor).post(address, {"to": "段素琴"})
    assert answer.status_code == 422
    assert "不止一个" in answer.content.decode()


def test_every_form_of_the_room_opens(shop, browser):
    customer, car = a_customer(shop), a_car(shop, vin=VIN)
    client = browser(shop.service_manager)
    for name, record in (
        ("register_customer", None),
        ("register_vehicle", None),
        ("refer_customer", None),
        ("record_recall", None),
        ("add_model", None),
        ("export_customers", None),
        ("add_contact", customer),
        ("give_consent", customer),
        ("withdraw_consent", customer),
        ("unmask_field", customer),
        ("change_vehicle", car),
        ("change_plate", car),
        ("set_warranty_start", car),
        ("record_mileage", car),
        ("replace_meter", car),
        ("merge_vehicles", car),
        ("retire_vehicle", car),
    ):
        address = reverse("ui:act", args=[f"customers.{name}", *([record.pk] if record else [])])
        assert client.get(address).status_code == 200, name
