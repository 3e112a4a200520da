"""What the maker prescribes holds from a day on."""

from datetime import date

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.maker.actions import set_model_terms
from zhangdian.people.customers.tests.arrange import a_model, again


def test_cars_sold_before_keep_their_terms(shop):
    model = a_model(shop)
    set_model_terms(shop.service_manager, model, since=date(2026, 1, 1), warranty_km=60_000)
    assert again(model).terms_on(date(2025, 12, 31)).warranty_km == 100_000
    assert again(model).terms_on(date(2026, 1, 1)).warranty_km == 60_000
    assert again(model).terms_on(date(2014, 1, 1)) is None


def test_one_set_of_terms_a_day(shop):
    with pytest.raises(Refusal, match="已经登记过"):
        set_model_terms(shop.service_manager, a_model(shop), since=date(2015, 1, 1), warranty_km=1)
