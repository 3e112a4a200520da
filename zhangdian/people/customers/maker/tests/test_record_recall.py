"""A campaign of the maker is laid on the cars that it means."""

from datetime import date

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import register_vehicle
from zhangdian.people.customers.models import VehicleRecall
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_model, a_recall, vin


def test_by_model_and_model_year(shop):
    model = a_model(shop)
    meant = a_car(shop, vin=VIN, model=model)  # G at position 10: 2016
    a_car(shop, plate="宁Z62967", vin=vin(2), model=model)  # S: 2025
    a_car(shop, plate="宁Z62968")
    a_recall(shop, from_year=2014, to_year=2017)
    assert [one.vehicle for one in VehicleRecall.objects.all()] == [meant]


def test_by_the_makers_list_of_vins(shop):
    a_car(shop, vin=VIN)
    listed = a_car(shop, plate="宁Z62967", vin=vin(2))
    a_recall(shop, model_codes=[], vins=[vin(2), vin(3)])
    assert [one.vehicle for one in VehicleRecall.objects.all()] == [listed]


def test_a_car_registered_later_is_met_too(shop):
    a_recall(shop, model_codes=[], vins=[vin(3)])
    car = register_vehicle(shop.guide, vin=vin(3)).subject
    card = queries.vehicle_card(shop.service_advisor, car)
    assert [one.recall.campaign_no for one in card.recalls] == ["TS-1"]
    assert card.stops_sale


def test_a_year_unknown_may_be_meant(shop):
    car = a_car(shop, model=a_model(shop))
    a_recall(shop, from_year=2014, to_year=2017)
    assert car.recalls.count() == 1
    assert a_car(shop, plate="宁Z62967", model=car.model, sold_on=date(2020, 1, 1)).recalls.count() == 0


def test_it_says_which_cars(shop):
    with pytest.raises(Refusal, match="至少一个车型代码"):
        a_recall(shop, model_codes=[])
