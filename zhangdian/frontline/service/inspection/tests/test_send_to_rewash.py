"""退回重洗: not clean, back to the wash, counted."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import parking
from zhangdian.frontline.service.inspection.actions import send_to_rewash
from zhangdian.frontline.service.models import Check, RepairOrder


@pytest.mark.duty("PROC-D-07", "PROC-D-17")
def test_it_stands_at_the_wash_again_and_its_place_is_free(shop):
    order = visits.a_visit_ready(shop)
    send_to_rewash(shop.service_advisor, order, remark="后风挡有水渍")
    order = visits.again(order)
    assert (order.state, order.rewashes, order.place) == (RepairOrder.State.WASHING, 1, "")
    assert "C1" in parking.free(shop.washer)
    check = Check.objects.filter(order=order, stage=Check.Stage.WASH).latest("pk")
    assert (check.passed, check.remark) == (False, "后风挡有水渍")


def test_it_says_what_is_not_clean(shop):
    order = visits.a_visit_ready(shop)
    with refused("哪里没洗干净"):
        send_to_rewash(shop.service_advisor, order, remark="")
