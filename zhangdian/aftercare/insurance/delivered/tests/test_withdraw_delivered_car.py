"""作废交车记录: what was noted wrongly counts no more, and stays in the books."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import figures as insurance
from zhangdian.aftercare.insurance.delivered.actions import withdraw_delivered_car
from zhangdian.aftercare.insurance.delivered.tests.arranging import delivered


@pytest.mark.duty("NBI-01")
def test_it_counts_no_more_and_is_found_among_those_taken_out(shop):
    car = delivered(shop)
    withdraw_delivered_car(shop.new_car_insurance, car, why="退车了")
    told = insurance.new_car_penetration(shop.fi_manager, shop.today, shop.today)
    assert told.whole == 0
    url = reverse("insurance:deliveredcars")
    assert car.vin not in said(look(shop.fi_manager, url))
    assert car.vin in said(look(shop.fi_manager, f"{url}?scope=gone"))
    assert "退车了" in said(look(shop.fi_manager, reverse("insurance:deliveredcar", args=[car.pk])))


def test_it_says_why_and_once(shop):
    car = delivered(shop)
    with refused("要写原因"):
        withdraw_delivered_car(shop.new_car_insurance, car, why="错")
    withdraw_delivered_car(shop.new_car_insurance, car, why="录错了车")
    car.refresh_from_db()
    with refused("已经作废"):
        withdraw_delivered_car(shop.new_car_insurance, car, why="再来一次")
