"""What is learned of a car later."""

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers.actions import change_vehicle
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_model, a_recall, again, vin


def test_a_bare_car_gets_its_vin_and_model(shop):
    car = a_car(shop)
    change_vehicle(shop.service_advisor, car, vin=VIN, model=a_model(shop), colour="白", engine_no="g4-1a")
    known = again(car)
    assert (known.vin, str(known.model), known.colour, known.engine_no) == (
        VIN,
        "栎尚 2.0L AT",
        "白",
        "G4-1A",
    )


def test_with_the_model_come_its_recalls(shop):
    model = a_model(shop)
    a_recall(shop)
    car = a_car(shop)
    change_vehicle(shop.service_advisor, car, model=model)
    assert car.recalls.get().recall.campaign_no == "TS-1"


def test_another_vin_than_before_wants_a_reason(shop):
    car = a_car(shop, vin=VIN)
    with pytest.raises(Question, match="跟车一辈子"):
        change_vehicle(shop.service_advisor, car, vin=vin(2))
    change_vehicle(shop.service_advisor, car, vin=vin(2), because={"customers.vin_was_wrong": "照实车更正"})
    assert again(car).vin == vin(2)


def test_the_vin_of_another_file_leads_to_merging(shop):
    a_car(shop, plate="宁Z62967", vin=VIN)
    with pytest.raises(Refusal, match="合并车辆"):
        change_vehicle(shop.service_advisor, a_car(shop), vin=VIN)
