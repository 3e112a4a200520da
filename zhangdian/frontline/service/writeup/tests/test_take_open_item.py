"""What was declined before is taken now, by one tap."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection.actions import Recommended
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Advice
from zhangdian.frontline.service.writeup.actions import add_lines, remove_line, take_open_item
from zhangdian.frontline.service.writeup.tests.arranging import advised, brakes


@pytest.mark.duty("PROC-R-20")
def test_it_stands_on_the_order_linked_to_its_first_offer(shop):
    order = advised(shop, brakes())
    brake = Advice.objects.get()
    take_open_item(shop.service_advisor, order, item=brake)
    brake.refresh_from_db()
    line = order.lines.get()
    assert (line.operation.code, line.from_advice, brake.answer) == ("B001", brake, "taken")
    assert visits.again(order).promised_at > shop.now


def test_the_same_work_added_by_its_name_answers_the_advice_too(shop):
    order = advised(shop, brakes())
    add_lines(shop.service_advisor, order, wanted=[Wanted("B001")])
    assert order.lines.get().from_advice == Advice.objects.get()


def test_taken_off_again_it_is_open_as_it_was(shop):
    order = advised(shop, brakes())
    take_open_item(shop.service_advisor, order, item=Advice.objects.get())
    remove_line(shop.service_advisor, order.lines.get())
    assert Advice.objects.get().answer == Advice.Answer.OPEN


def test_advice_without_an_operation_is_written_up_by_hand(shop):
    order = advised(shop, Recommended("底盘异响再查"))
    with refused("没有对应的工时项目"):
        take_open_item(shop.service_advisor, order, item=Advice.objects.get())
