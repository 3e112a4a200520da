"""What the car still needs is taken or dismissed, each with its answer."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection.actions import Recommended
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Advice
from zhangdian.frontline.service.writeup.actions import add_lines, answer_open_items
from zhangdian.frontline.service.writeup.tests.arranging import advised, brakes, wipers


@pytest.mark.duty("PROC-R-20", "PROC-F-06")
def test_what_he_takes_now_becomes_a_line_that_knows_its_first_offer(shop):
    order = advised(shop, wipers(), brakes(safety=False))
    wiper = Advice.objects.get(name="雨刮片")
    answer_open_items(shop.service_advisor, order, taken=[wiper], reason="赶时间")
    line = order.lines.get()
    assert (line.operation.code, line.from_advice) == ("D004", wiper)
    answers = dict(Advice.objects.values_list("name", "answer"))
    assert answers == {"雨刮片": "taken", "前制动片": "later"}
    assert Advice.objects.get(name="前制动片").because == "赶时间"
    assert visits.again(order).history_seen_at == shop.now


@pytest.mark.duty("PROC-R-20")
def test_a_safety_item_that_he_does_not_take_is_asked_about_before_signing(shop):
    order = advised(shop, brakes())
    add_lines(shop.service_advisor, order, wanted=[Wanted("A001", concern_id=order.concerns.get().pk)])
    with refused("前制动片", "问客户"):
        visits.sign(shop, order)
    with refused("客户自己的话"):
        answer_open_items(shop.service_advisor, order)
    answer_open_items(shop.service_advisor, order, own_words="我知道危险，下月换")
    visits.sign(shop, order)
    assert Advice.objects.get(name="前制动片").own_words == "我知道危险，下月换"


@pytest.mark.duty("PROC-R-20")
def test_what_stands_on_the_order_already_is_taken_not_dismissed(shop):
    order = advised(shop, brakes())
    brake = Advice.objects.get()
    add_lines(shop.service_advisor, order, wanted=[Wanted("B001", advice_id=brake.pk)])
    answer_open_items(shop.service_advisor, order)
    answer_open_items(shop.service_advisor, order, taken=[brake])
    brake.refresh_from_db()
    assert (brake.answer, order.lines.count()) == ("taken", 1)


def test_advice_without_an_operation_is_written_up_by_hand_first(shop):
    order = advised(shop, Recommended("底盘异响再查"))
    advice = Advice.objects.get()
    with refused("没有对应的工时项目"):
        answer_open_items(shop.service_advisor, order, taken=[advice])
    add_lines(shop.service_advisor, order, wanted=[Wanted("D002", advice_id=advice.pk)])
    answer_open_items(shop.service_advisor, order, taken=[advice])
    assert Advice.objects.get().answer == "taken"


def test_another_car_s_advice_is_not_sold_here(shop):
    advised(shop, wipers())
    other = visits.a_visit_received(shop, "宁Z88K88")
    with refused("不是这台车的"):
        answer_open_items(shop.service_advisor, other, taken=[Advice.objects.get()])
