"""内部交车."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.delivery.actions import pass_internal_check, tell_customer
from zhangdian.frontline.service.models import Check


@pytest.mark.duty("PROC-D-03", "PROC-D-04")
def test_one_answer_confirms_every_line_on_the_car(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop, operations=["A001", "A005"])
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    assert all(line.confirmed_on_car_at for line in order.lines.all())
    assert order.checks.filter(stage=Check.Stage.INTERNAL, passed=True).exists()


@pytest.mark.duty("PROC-D-03")
def test_a_car_that_differs_goes_back_and_is_not_confirmed(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    with refused("不一致退回"):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=False)
    assert visits.again(order).internally_checked_at is None


@pytest.mark.duty("PROC-D-03")
def test_work_that_was_not_inspected_is_not_handed_over(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_finished(shop)
    with refused("检验"):
        pass_internal_check(shop.service_advisor, order, all_done_on_car=True)


@pytest.mark.duty("PROC-D-04")
def test_the_customer_is_not_called_before_the_internal_check(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    with refused("内部交车检查还没做"):
        tell_customer(shop.service_advisor, order, means=Means.PHONE)
