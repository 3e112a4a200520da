"""The owner is told: a legal duty."""

import pytest

from zhangdian.people.customers.maker.actions import tell_recall
from zhangdian.people.customers.tests.arrange import a_car, a_model, a_recall, again


@pytest.fixture
def one(shop):
    car = a_car(shop, model=a_model(shop))
    a_recall(shop)
    return car.recalls.get()


def test_when_and_how_is_kept(shop, one):
    tell_recall(shop.service_advisor, one, how="电话")
    assert (again(one).state, again(one).told_at, again(one).remark) == ("told", shop.now, "电话")
