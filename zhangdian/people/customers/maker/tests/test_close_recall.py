"""The maker ended a campaign."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.maker.actions import close_recall
from zhangdian.people.customers.tests.arrange import a_car, a_model, a_recall


def test_reception_is_not_warned_any_more(shop):
    car = a_car(shop, model=a_model(shop))
    recall = a_recall(shop)
    close_recall(shop.warranty_clerk, recall)
    assert queries.vehicle_card(shop.service_advisor, car).recalls == []
    with pytest.raises(Refusal, match="已结束"):
        close_recall(shop.warranty_clerk, recall)
