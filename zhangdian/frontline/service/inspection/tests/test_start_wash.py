"""开始洗车: advisor and supervisor see it, and by whom."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection.actions import pass_inspection, start_wash
from zhangdian.frontline.service.inspection.tests.arranging import (
    a_visit_to_inspect,
    a_visit_to_inspect_and_not_to_wash,
    a_visit_to_wash,
)
from zhangdian.frontline.service.queries import visit


@pytest.mark.duty("PROC-W-22")
def test_both_see_since_when_and_by_whom(shop):
    order = a_visit_to_wash(shop)
    start_wash(shop.washer, order)
    order = visits.again(order)
    assert (order.wash_started_at, order.washer) == (shop.now, shop.person("washer"))
    assert visit(shop.service_advisor, order.pk).ball.who == "周少峰"


@pytest.mark.duty("PROC-W-21", "PROC-W-22")
def test_an_uninspected_car_is_not_washed(shop):
    order = a_visit_to_inspect(shop)
    with refused("洗车"):
        start_wash(shop.washer, order)


@pytest.mark.duty("PROC-W-22")
def test_who_wants_no_wash_gets_none(shop):
    order = a_visit_to_inspect_and_not_to_wash(shop)
    pass_inspection(shop.quality_inspector, order, place="C3")
    with refused("洗车"):
        start_wash(shop.washer, order)


def test_one_washes_it(shop):
    order = a_visit_to_wash(shop)
    start_wash(shop.washer, order)
    with refused("周少峰 在洗了"):
        start_wash(shop.workshop_supervisor, order)
