"""Somebody who brings or fetches the car."""

from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import add_contact
from zhangdian.people.customers.models import Contact
from zhangdian.people.customers.tests.arrange import a_car, a_customer


def test_a_driver_is_found_by_his_own_number(shop):
    owner = a_customer(shop)
    car = a_car(shop, owner=owner)
    add_contact(
        shop.service_advisor,
        owner,
        kind=Contact.Kind.DRIVER,
        name="廖守成",
        phone="161 0000 7777",
        vehicle=car,
    )
    (hit,) = queries.find(shop.service_advisor, "7777")
    assert (hit.customer, hit.vehicle, hit.why) == (owner, car, "联系人电话")
