"""作废送修记录: the customer came by himself after all."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import figures as insurance
from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.aftercare.insurance.sent.actions import withdraw_sent_car
from zhangdian.aftercare.insurance.sent.tests.arranging import sent


@pytest.fixture
def wrong(shop):
    return sent(shop)


def test_it_counts_no_more_and_the_visit_may_be_noted_anew(shop, wrong):
    withdraw_sent_car(shop.claims_adjuster, wrong, why="客户自己来的")
    assert insurance.sent_cars(shop.fi_manager, shop.today, shop.today).part == 0
    assert "客户自己来的" in said(look(shop.fi_manager, reverse("insurance:sentcar", args=[wrong.pk])))
    sent(shop, wrong.order, code="HT")
    assert SentCar.objects.standing().count() == 1


def test_it_says_why_and_once(shop, wrong):
    with refused("要写原因"):
        withdraw_sent_car(shop.claims_adjuster, wrong, why="错")
    withdraw_sent_car(shop.claims_adjuster, wrong, why="记错了公司")
    wrong.refresh_from_db()
    with refused("已经作废"):
        withdraw_sent_car(shop.claims_adjuster, wrong, why="记错了公司")
