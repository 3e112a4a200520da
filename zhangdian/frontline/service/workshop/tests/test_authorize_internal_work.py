"""内部返修授权: work that the store pays itself."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Payer, RepairOrder
from zhangdian.frontline.service.workshop.actions import authorize_internal_work
from zhangdian.frontline.service.workshop.tests.arranging import line_of, open_holds


@pytest.mark.duty("PROC-W-21", "QCI-01")
def test_the_store_s_own_fault_needs_no_word_of_the_customer_and_costs_him_nothing(shop):
    order = visits.a_visit_in_repair(shop)
    before = order.agreed_amount
    authorize_internal_work(shop.workshop_supervisor, order, wanted=[Wanted("A005")], reason="装配时碰坏")
    line = line_of(order, "A005")
    assert (line.payer, line.authorized_at) == (Payer.INTERNAL, shop.now)
    assert visits.again(order).agreed_amount == before
    assert "parts" in open_holds(order)


def test_a_car_that_was_checked_is_checked_anew(shop):
    order = visits.a_visit_finished(shop)
    inspection.pass_leader_check(shop.team_leader, order)
    authorize_internal_work(shop.workshop_supervisor, order, wanted=[Wanted("A005")], reason="装配时碰坏")
    now = visits.again(order)
    assert (now.state, now.self_checked_at, now.leader_passed_at) == (
        RepairOrder.State.IN_REPAIR,
        None,
        None,
    )


def test_it_says_why_the_store_pays(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("为什么由本店承担"):
        authorize_internal_work(shop.workshop_supervisor, order, wanted=[Wanted("A005")], reason="")
