"""A reading that was written down wrongly gets the right one in its place."""

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers.actions import correct_mileage, record_mileage
from zhangdian.people.customers.tests.arrange import a_car, again


@pytest.fixture
def car(shop):
    car = a_car(shop)
    record_mileage(shop.service_advisor, car, km=19_000)
    shop.later(days=30)
    record_mileage(shop.service_advisor, car, km=29_105)
    return car


def test_whatever_is_derived_is_asked_anew(shop, car):
    wrong = car.readings.first()
    correct_mileage(shop.service_advisor, wrong, km=19_105, reason="多录一位")
    assert again(car).last_mileage == 19_105
    assert again(wrong).corrected_by.km == 19_105


def test_one_that_does_not_fit_its_neighbours_is_asked_about(shop, car):
    with pytest.raises(Question, match="对不上"):
        correct_mileage(shop.service_advisor, car.readings.last(), km=30_000, reason="看错")


def test_a_corrected_one_is_not_corrected_again(shop, car):
    wrong = car.readings.first()
    correct_mileage(shop.service_advisor, wrong, km=19_105, reason="多录一位")
    with pytest.raises(Refusal, match="已经更正过"):
        correct_mileage(shop.service_advisor, wrong, km=19_106, reason="再改")
