"""What was advised before stands on this order now."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection.actions import Recommended
from zhangdian.frontline.service.models import Advice
from zhangdian.frontline.service.writeup.actions import take_open_item
from zhangdian.frontline.service.writeup.tests.arranging import advised, wipers


@pytest.mark.duty("PROC-R-20", "PROC-F-06")
def test_its_line_knows_its_first_offer(shop):
    order = advised(shop, wipers())
    wiper = Advice.objects.get()
    take_open_item(shop.service_advisor, order, item=wiper)
    wiper.refresh_from_db()
    line = order.lines.get()
    assert (line.operation.code, line.from_advice, wiper.answer) == ("D004", wiper, "taken")
    assert visits.again(order).history_seen_at == shop.now


def test_it_is_taken_once(shop):
    order = advised(shop, wipers())
    take_open_item(shop.service_advisor, order, item=Advice.objects.get())
    with refused("已经在这张单上"):
        take_open_item(shop.service_advisor, visits.again(order), item=Advice.objects.get())
    assert order.lines.count() == 1


def test_what_has_no_operation_is_written_up_by_hand(shop):
    order = advised(shop, Recommended("底盘异响再查"))
    with refused("没有对应的工时项目"):
        take_open_item(shop.service_advisor, order, item=Advice.objects.get())


def test_another_car_s_advice_is_not_sold_here(shop):
    advised(shop, wipers())
    other = visits.a_visit_received(shop, "宁Z88K88")
    with refused("不是这台车的"):
        take_open_item(shop.service_advisor, other, item=Advice.objects.get())
