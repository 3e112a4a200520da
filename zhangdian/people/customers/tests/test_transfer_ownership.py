"""The car belongs to somebody else."""

from datetime import timedelta

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.actions import transfer_ownership
from zhangdian.people.customers.tests.arrange import a_car, a_customer, again


def test_the_owner_before_stays_in_the_history(shop):
    first, second = a_customer(shop), a_customer(shop, name="廖守成", phone="16110000001")
    car = a_car(shop, owner=first)
    shop.later(days=10)
    transfer_ownership(shop.service_advisor, car, to=second, how="二手车交易")
    assert again(car).owner == second
    assert [(o.customer, o.until) for o in car.ownerships.all()] == [(second, None), (first, shop.today)]


def test_a_bare_car_gets_its_first_owner(shop):
    car, owner = a_car(shop), a_customer(shop)
    transfer_ownership(shop.service_advisor, car, to=owner)
    assert again(car).owner == owner


def test_it_cannot_begin_before_the_owner_or_after_today(shop):
    car = a_car(shop, owner=a_customer(shop))
    to = a_customer(shop, name="廖守成", phone="16110000001")
    for day, why in ((shop.today - timedelta(days=1), "早于"), (shop.today + timedelta(days=1), "还没到")):
        with pytest.raises(Refusal, match=why):
            transfer_ownership(shop.service_advisor, car, to=to, since=day)


def test_to_himself_is_no_transfer(shop):
    owner = a_customer(shop)
    with pytest.raises(Refusal, match="已经是车主"):
        transfer_ownership(shop.service_advisor, a_car(shop, owner=owner), to=owner)
