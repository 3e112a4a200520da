"""Not this time."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import Advice
from zhangdian.frontline.service.writeup.actions import leave_open_item, take_open_item
from zhangdian.frontline.service.writeup.tests.arranging import advised, brakes, wipers


@pytest.mark.duty("PROC-R-20")
def test_it_stays_open_on_the_car_with_his_reason(shop):
    order = advised(shop, wipers())
    leave_open_item(shop.service_advisor, order, item=Advice.objects.get(), reason="赶时间")
    wiper = Advice.objects.get()
    assert (wiper.answer, wiper.because, wiper.closed_at) == ("later", "赶时间", None)
    assert visits.again(order).revision == order.revision + 1


@pytest.mark.duty("PROC-R-20", "PROC-D-23")
def test_a_safety_item_is_left_in_his_own_words_and_then_the_order_may_be_signed(shop):
    order = advised(shop, brakes())
    visits.write_up(shop, order)
    with refused("客户自己的话"):
        leave_open_item(shop.service_advisor, order, item=Advice.objects.get())
    leave_open_item(shop.service_advisor, order, item=Advice.objects.get(), own_words="我知道危险，下月换")
    visits.sign(shop, order)
    assert Advice.objects.get().own_words == "我知道危险，下月换"


def test_what_stands_on_the_order_is_not_left(shop):
    order = advised(shop, wipers())
    take_open_item(shop.service_advisor, order, item=Advice.objects.get())
    with refused("已经在这张单上"):
        leave_open_item(shop.service_advisor, visits.again(order), item=Advice.objects.get())


def test_another_car_s_advice_is_not_answered_here(shop):
    advised(shop, wipers())
    other = visits.a_visit_received(shop, "宁Z88K88")
    with refused("不是这台车的"):
        leave_open_item(shop.service_advisor, other, item=Advice.objects.get())
