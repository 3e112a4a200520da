"""From which day the maker's promises run."""

from datetime import date

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import record_mileage, set_warranty_start
from zhangdian.people.customers.tests.arrange import a_car, a_model


def test_warranty_and_three_guarantees_run_from_it(shop):
    car = a_car(shop, model=a_model(shop))
    set_warranty_start(shop.service_advisor, car, start=date(2024, 11, 23), paper="发票 0001")
    card = queries.vehicle_card(shop.service_advisor, car)
    assert (card.warranty.until_on, card.warranty.until_km) == (date(2027, 11, 23), 100_000)
    assert (card.three_guarantees.until_on, card.three_guarantees.holds) == (date(2026, 11, 23), True)
    shop.later(days=1)
    assert not queries.vehicle_card(shop.service_advisor, car).three_guarantees.holds


def test_the_distance_ends_them_too(shop):
    car = a_car(shop, model=a_model(shop))
    set_warranty_start(shop.service_advisor, car, start=date(2025, 11, 23), paper="发票 0001")
    record_mileage(shop.service_advisor, car, km=50_001)
    card = queries.vehicle_card(shop.service_advisor, car)
    assert (card.three_guarantees.holds, card.warranty.holds) == (False, True)


def test_never_less_than_the_law_gives(shop):
    car = a_car(shop, model=a_model(shop, warranty_months=24, warranty_km=50_000))
    set_warranty_start(shop.service_advisor, car, start=date(2024, 1, 1), paper="发票 0001")
    assert queries.vehicle_card(shop.service_advisor, car).warranty.until_km == 60_000


def test_another_day_than_before_wants_a_reason(shop):
    car = a_car(shop, sold_on=date(2024, 1, 1))
    with pytest.raises(Question, match="依据是什么"):
        set_warranty_start(shop.service_advisor, car, start=date(2024, 1, 9), paper="交车单 7")


def test_not_tomorrow_and_not_without_paper(shop):
    car = a_car(shop)
    with pytest.raises(Refusal, match="还没到"):
        set_warranty_start(shop.service_advisor, car, start=date(2027, 1, 1), paper="发票")
    with pytest.raises(Refusal, match="哪张单据"):
        set_warranty_start(shop.service_advisor, car, start=date(2024, 1, 1), paper="")
