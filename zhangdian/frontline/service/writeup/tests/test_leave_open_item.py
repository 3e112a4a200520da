"""What the car needs is not done this time either."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import Advice
from zhangdian.frontline.service.writeup.actions import leave_open_item
from zhangdian.frontline.service.writeup.tests.arranging import advised, brakes, wipers


@pytest.mark.duty("PROC-R-20")
def test_one_chip_is_enough_where_it_is_not_about_safety(shop):
    order = advised(shop, wipers())
    leave_open_item(shop.service_advisor, order, item=Advice.objects.get(), reason="嫌贵")
    left = Advice.objects.get()
    assert (left.answer, left.because, left.closed_at) == ("later", "嫌贵", None)


@pytest.mark.duty("PROC-R-20", "PROC-D-23")
def test_a_safety_item_is_left_in_the_customers_own_words(shop):
    order = advised(shop, brakes())
    with refused("客户自己的话"):
        leave_open_item(shop.service_advisor, order, item=Advice.objects.get())
    leave_open_item(shop.service_advisor, order, item=Advice.objects.get(), own_words="下月再换")
    assert Advice.objects.get().own_words == "下月再换"


def test_another_cars_advice_is_not_answered_here(shop):
    advised(shop, wipers())
    other = visits.a_visit_arrived(shop, "宁ZK7788")
    with refused("不是这台车的"):
        leave_open_item(shop.service_advisor, other, item=Advice.objects.get())
