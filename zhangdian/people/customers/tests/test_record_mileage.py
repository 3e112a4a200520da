"""A reading is judged when it is entered."""

from datetime import timedelta

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers.actions import record_mileage
from zhangdian.people.customers.tests.arrange import a_car, a_model, again

LOWER, FAR = "customers.mileage_is_not_lower", "customers.mileage_is_plausible"


@pytest.fixture
def car(shop):
    car = a_car(shop, model=a_model(shop))
    record_mileage(shop.service_advisor, car, km=20_000)
    shop.later(days=100)
    return car


def test_a_plausible_reading_moves_the_car_on(shop, car):
    record_mileage(shop.service_advisor, car, km=24_000)
    assert (again(car).last_mileage, again(car).last_read_on) == (24_000, shop.today)


def test_one_nine_too_many_is_asked_about(shop, car):
    with pytest.raises(Question, match="是不是 24,000"):
        record_mileage(shop.service_advisor, car, km=240_000)
    record_mileage(shop.service_advisor, car, km=40_000, because={FAR: "长途或营运"})
    reading = car.readings.first()
    assert (reading.judgement, reading.because) == ("too_much", "长途或营运")


def test_a_lower_reading_goes_on_with_a_reason_only(shop, car):
    with pytest.raises(Question, match="少 1,000 公里"):
        record_mileage(shop.service_advisor, car, km=19_000)
    assert again(car).last_mileage == 20_000


def test_last_time_was_wrong(shop, car):
    record_mileage(shop.service_advisor, car, km=19_000, because={LOWER: "上次录错"})
    assert again(car).last_mileage == 19_000
    assert car.readings.get(km=20_000).corrected_by == car.readings.get(km=19_000)


def test_the_meter_was_changed_meanwhile(shop, car):
    record_mileage(shop.service_advisor, car, km=500, because={LOWER: "换过仪表"})
    assert (again(car).last_mileage, again(car).driven_km) == (500, 20_000)


def test_a_paper_entered_later_does_not_move_the_car_back(shop, car):
    record_mileage(shop.service_advisor, car, km=18_000, read_on=shop.today - timedelta(days=150))
    assert again(car).last_mileage == 20_000


def test_tomorrow_has_no_reading_yet(shop, car):
    with pytest.raises(Refusal, match="还没到"):
        record_mileage(shop.service_advisor, car, km=24_000, read_on=shop.today + timedelta(days=1))


def test_no_meter_shows_less_than_nothing(shop, car):
    with pytest.raises(Refusal, match="小于 0"):
        record_mileage(shop.service_advisor, car, km=-5)
