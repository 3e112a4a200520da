"""记交车: one new car by hand, and what the penetration is of those that are known."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import figures as insurance
from zhangdian.aftercare.insurance.delivered.actions import note_delivered_car, withdraw_delivered_car
from zhangdian.aftercare.insurance.delivered.tests.arranging import delivered
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies.actions import void_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy, again
from zhangdian.people.customers.tests.arrange import vin


def share(shop, each=insurance.new_car_penetration):
    told = each(shop.new_car_insurance, shop.today.replace(day=1), shop.today)
    return told.part, told.whole, told.value


def insured(shop, number, **more):
    return a_policy(
        shop, shop.new_car_insurance, car=a_car(shop, number), number=f"PDNEW{number:06}",
        desk=Policy.Desk.NEW_CAR, **more,
    )  # fmt: skip


@pytest.mark.duty("NBI-01")
def test_of_the_cars_handed_over_those_that_the_store_insured(shop):
    assert share(shop) == (0, 0, None)
    for number in (1, 2, 3):
        delivered(shop, number)
    insured(shop, 1)
    insured(shop, 2, line="TCI", premium=Decimal(950))
    assert share(shop) == (2, 3, Decimal("66.7"))
    assert share(shop, insurance.new_car_commercial_penetration) == (1, 3, Decimal("33.3"))


def test_neither_a_renewal_nor_a_policy_that_was_entered_wrongly_counts(shop):
    delivered(shop, 1)
    delivered(shop, 2)
    a_policy(shop, car=a_car(shop, 1), number="PDAGAIN000001")
    wrong = insured(shop, 2)
    void_policy(shop.new_car_insurance, again(wrong), why="录错了车")
    assert share(shop) == (0, 2, Decimal("0.0"))


def test_a_vin_that_cannot_be_or_a_day_to_come_is_refused(shop):
    who = shop.new_car_insurance
    with refused("车架号"):
        note_delivered_car(who, vin="LSVAA", delivered_on=shop.today)
    with refused("还没到"):
        note_delivered_car(who, vin=vin(1), delivered_on=shop.today + timedelta(days=1))


def test_a_car_is_handed_over_once_until_that_is_taken_out(shop):
    car = delivered(shop)
    with refused("已经在交车清单里"):
        delivered(shop)
    withdraw_delivered_car(shop.new_car_insurance, car, why="退车了")
    assert delivered(shop).pk != car.pk
