"""On the agreed day he is asked what came of it."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries.actions import follow_up_inquiry
from zhangdian.aftercare.care.inquiries.tests.arranging import answered, fresh


@pytest.fixture
def inquiry(shop):
    return answered(shop, next_on=shop.today + timedelta(days=1))


def test_what_came_of_it_is_kept_and_it_is_done(shop, inquiry):
    follow_up_inquiry(shop.customer_care, inquiry, outcome="周六来办了会员")
    assert (fresh(inquiry).state, fresh(inquiry).outcome) == ("answered", "周六来办了会员")


def test_or_it_goes_on_to_another_day(shop, inquiry):
    day = shop.today + timedelta(days=5)
    follow_up_inquiry(shop.customer_care, inquiry, outcome="还在考虑", next_on=day)
    assert (fresh(inquiry).state, fresh(inquiry).next_on) == ("following", day)
    with refused("再联系的日子"):
        follow_up_inquiry(shop.customer_care, fresh(inquiry), outcome="还在考虑", next_on=shop.today)


def test_it_says_what_came_of_it_and_is_his_who_answers(shop, inquiry):
    with refused("后来怎样"):
        follow_up_inquiry(shop.customer_care, inquiry, outcome="")
    with refused("由郑念慈答复"):
        follow_up_inquiry(shop.cashier, inquiry, outcome="来办了会员")
