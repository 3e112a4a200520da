"""He is gone already: the account closes now, the general manager signs, the hand-over follows."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.people.organization.leaving.actions import receive_things, witness_hand_over
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.leaving.waiting import hand_overs_to_finish
from zhangdian.people.organization.models import HandOver
from zhangdian.people.organization.staff.actions import close_account_at_once


def close(shop, by, who="service_advisor", to="front_desk_supervisor", reason="旷工三天"):
    return close_account_at_once(by, shop.person(who), receiver=shop.person(to), reason=reason)


@pytest.mark.duty("OFD-02")
def test_the_general_manager_signs_and_then_it_is_closed_with_all_that_is_open(shop):
    order = visits.a_visit_received(shop)
    asked = close(shop, shop.office_director)
    assert asked.waits_for_signature
    assert "在店的车 1 台" in asked.subject.effect
    assert shop.person("service_advisor").disabled_at is None
    sign_request(shop.general_manager, asked.subject)
    assert shop.person("service_advisor").disabled_at is not None
    with refused("账号已停用"):
        _ = shop.service_advisor.roles
    sheet = arranging.of(shop, "service_advisor")
    assert (sheet.why, sheet.receiver, sheet.remark) == (
        HandOver.Why.GONE,
        shop.person("front_desk_supervisor"),
        "旷工三天",
    )
    assert visits.again(order).advisor == shop.person("service_advisor")


def test_refused_he_stays(shop):
    asked = close(shop, shop.office_director)
    refuse_request(shop.general_manager, asked.subject, reason="再等一天")
    assert shop.person("service_advisor").disabled_at is None


def test_the_general_manager_does_it_himself(shop):
    assert not close(shop, shop.general_manager).waits_for_signature
    assert shop.person("service_advisor").disabled_at == shop.now


def test_his_superior_has_a_day_for_the_rest_and_is_late_after_it(shop):
    visits.a_visit_received(shop)
    close(shop, shop.general_manager)
    [task] = hand_overs_to_finish(shop.service_manager)
    assert not task.late(shop.now)
    shop.later(days=4)
    [task] = hand_overs_to_finish(shop.service_manager)
    assert task.late(shop.now)
    assert hand_overs_to_finish(shop.workshop_supervisor) == []


def test_what_is_in_his_name_is_handed_over_afterwards(shop):
    order = visits.a_visit_received(shop)
    close(shop, shop.general_manager)
    shop.later(days=1)
    sheet = arranging.of(shop, "service_advisor")
    receive_things(shop.front_desk_supervisor, sheet)
    with refused("在店的车"):
        witness_hand_over(shop.service_manager, sheet)
    arranging.give(shop, "service.orders")
    assert visits.again(order).advisor == shop.person("front_desk_supervisor")
    witness_hand_over(shop.service_manager, sheet)
    assert arranging.of(shop, "service_advisor").state == HandOver.State.DONE


def test_a_hand_over_that_was_begun_goes_on_as_that_of_somebody_gone(shop):
    sheet = arranging.begun(shop)
    close(shop, shop.general_manager, reason="今天没来")
    sheet.refresh_from_db()
    assert (sheet.why, sheet.remark) == (HandOver.Why.GONE, "今天没来")
    assert HandOver.objects.count() == 1


def test_nobody_closes_himself_nor_without_a_reason(shop):
    with refused("自己的账号"):
        close(shop, shop.general_manager, who="general_manager")
    with refused("写明原因"):
        close(shop, shop.general_manager, reason=" ")
    with refused("唯一的总经理"):
        asked = close(shop, shop.office_director, who="general_manager", to="service_manager")
        sign_request(shop.general_manager, asked.subject)


def test_its_day_is_the_stores(shop):
    close(shop, shop.general_manager)
    assert arranging.of(shop, "service_advisor").due_on == shop.today + timedelta(days=3)
