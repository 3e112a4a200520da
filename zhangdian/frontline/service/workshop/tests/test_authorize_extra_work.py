"""增项授权: the customer's answer by phone or at the desk, line by line."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.models import Advice, Agreement, RepairOrder
from zhangdian.frontline.service.workshop.actions import authorize_extra_work, dispatch
from zhangdian.frontline.service.workshop.tests.arranging import (
    a_known_car_in_repair,
    an_offer,
    line_of,
    open_holds,
)
from zhangdian.resources.parts.models import Requisition


def says(shop, order, *codes, reason="嫌贵", **how):
    """The customer says yes to these on the phone."""
    authorize_extra_work(
        shop.service_advisor,
        order,
        agreed=[line_of(order, code) for code in codes],
        means=Means.PHONE,
        spoken_by="邹女士",
        reason=reason,
        **how,
    )


@pytest.mark.duty("PROC-W-16", "SA-15")
def test_of_two_only_the_agreed_one_is_dispatched_and_the_other_is_open_advice(shop):
    order = a_known_car_in_repair(shop)
    an_offer(shop, order, ["B002", "A005"], new_promise_at=shop.now + timedelta(hours=4))
    says(shop, order, "B002")
    dispatch(shop.workshop_supervisor, visits.again(order), technician=shop.person("technician"))
    assert line_of(order, "B002").dispatched_at
    assert line_of(order, "A005").dispatched_at is None
    advice = Advice.objects.get(order=order)
    assert (advice.name, advice.because, advice.closed_at) == ("更换空调滤芯", "嫌贵", None)


@pytest.mark.duty("PROC-W-16")
def test_who_said_it_when_and_how_is_kept_in_the_one_question(shop):
    order = a_known_car_in_repair(shop)
    offer = an_offer(shop, order, ["B002", "A005"])
    shop.later(minutes=7)
    says(shop, order, "B002")
    offer.refresh_from_db()
    assert (offer.answer, offer.means, offer.answered_at) == (
        Agreement.Answer.PARTLY,
        Means.PHONE,
        shop.now,
    )
    assert offer.spoken_by.open() == "邹女士"
    assert order.agreements.filter(about=Agreement.About.EXTRA).count() == 1


@pytest.mark.duty("PROC-W-16")
def test_parts_are_asked_for_money_and_time_are_agreed_anew(shop):
    order = a_known_car_in_repair(shop)
    before, later = order.agreed_amount, shop.now + timedelta(hours=4)
    an_offer(shop, order, ["B002"], new_promise_at=later)
    says(shop, order, "B002")
    now = visits.again(order)
    assert now.agreed_amount == before + Decimal("584.00")
    assert now.promised_at == later
    waiting = Requisition.objects.of(shop.storekeeper).for_purpose(order).open()
    assert [line.part.name for line in waiting.get().lines.all()] == ["后制动片 A级车/紧凑SUV"]


def test_a_no_to_all_leaves_time_and_money_as_they_were(shop):
    order = a_known_car_in_repair(shop)
    before = order.promised_at
    offer = an_offer(shop, order, ["B002"], new_promise_at=shop.now + timedelta(hours=4))
    says(shop, order)
    offer.refresh_from_db()
    assert offer.answer == Agreement.Answer.NO
    assert visits.again(order).promised_at == before
    assert open_holds(order) == {}


def test_more_work_is_checked_anew(shop):
    order = visits.a_visit_finished(shop)
    inspection.pass_leader_check(shop.team_leader, order)
    an_offer(shop, order, ["A005"])
    says(shop, order, "A005")
    now = visits.again(order)
    assert (now.state, now.leader_passed_at) == (RepairOrder.State.IN_REPAIR, None)


def test_a_declined_line_has_its_reason_and_somebody_said_it(shop):
    order = a_known_car_in_repair(shop)
    an_offer(shop, order, ["B002", "A005"])
    with refused("选一个原因"):
        says(shop, order, "B002", reason="")
    with refused("谁答复的"):
        authorize_extra_work(
            shop.service_advisor, order, agreed=[], means=Means.DESK, spoken_by="", reason="嫌贵"
        )


def test_only_what_was_asked_can_be_answered(shop):
    order = a_known_car_in_repair(shop)
    an_offer(shop, order, ["B002"])
    with refused("不在这次问客户的里面"):
        says(shop, order, "A001")
