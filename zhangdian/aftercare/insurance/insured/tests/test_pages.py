"""The insured rate as the desk sees it."""

import pytest
from django.http import Http404
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.aftercare.insurance.insured.tests.arranging import (
    delivered,
    drawn_up,
    listed,
    told,
    two_apart,
)
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.people.customers.tests.arrange import vin


@pytest.mark.duty("RNW-30")
def test_both_rates_and_the_cars_that_differ(shop):
    check = two_apart(shop)
    page = said(look(shop.renewal_clerk, reverse("insurance:ratecheck", args=[check.pk])))
    for text in ("50.0%", vin(602), "系统有、清单没有", vin(603), "清单有、系统没有", "台没写原因"):
        assert text in page
    assert vin(601) not in page
    assert "50.0%" in said(look(shop.renewal_clerk, reverse("insurance:ratechecks")))
    assert "投保率" in said(look(shop.renewal_clerk, "/"))
    for who in (shop.sales_consultant, shop.other_store_manager):
        with pytest.raises((NotHere, Http404)):
            look(who, reverse("insurance:ratecheck", args=[check.pk]))


def test_a_car_without_a_file_is_offered_the_way_to_make_one(shop):
    car = delivered(shop, 1)
    listed(shop, told(shop, car))
    page = look(shop.renewal_clerk, reverse("insurance:ratecheck", args=[drawn_up(shop).pk]))
    assert car.vin in said(page)
    assert "建车辆档案" in said(page)
    form = f"/act/customers.register_vehicle?vin={car.vin}"
    assert form in page.content.decode().replace("/?", "?")
