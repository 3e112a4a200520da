"""A call leaves the list by name and with a reason, never by itself."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import figures, queries
from zhangdian.aftercare.care.calling.actions import give_up_call, record_unreached
from zhangdian.aftercare.care.models import FollowUp, Unreached
from zhangdian.aftercare.care.tests import arranging
from zhangdian.foundation.kernel.models import Entry

WHY = "过了太久，打了没有意义"


@pytest.mark.duty("PROC-F-01")
def test_what_is_too_old_is_given_up_with_a_reason_and_stands_in_the_journal(shop):
    care = shop.aftersales_care
    order = arranging.a_visit_left_at(shop)
    shop.later(days=40)
    given_up = FollowUp.objects.get(pk=give_up_call(care, order, reason=WHY).subject.pk)
    assert (given_up.state, given_up.outcome) == (FollowUp.State.UNREACHED, WHY)
    assert Entry.objects.filter(action="care.give_up_call", person=care.person_id).count() == 1
    assert queries.calls_due(care) == []


@pytest.mark.duty("PROC-F-01")
def test_who_can_still_be_called_in_time_is_not_given_up_untried(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    with refused("先打一次"):
        give_up_call(shop.aftersales_care, order, reason="客户不让再打")
    record_unreached(shop.aftersales_care, order, reason=Unreached.NO_ANSWER)
    give_up_call(shop.aftersales_care, order, reason="客户不让再打")
    assert queries.calls_due(shop.aftersales_care) == []


def test_without_a_reason_nobody_is_given_up(shop):
    order = arranging.a_visit_left_at(shop)
    shop.later(days=5)
    with refused("选一个原因"):
        give_up_call(shop.aftersales_care, order, reason=" ")


def test_what_has_ended_is_not_given_up(shop):
    called = arranging.a_visit_called(shop)
    with refused("已经办完了"):
        give_up_call(shop.aftersales_care, called.order, reason=WHY)


def test_given_up_untried_is_late_and_no_call(shop):
    order = arranging.a_visit_left_at(shop)
    first = last = shop.today
    shop.later(days=5)
    give_up_call(shop.aftersales_care, order, reason=WHY)
    in_time = figures.called_in_time(shop.aftersales_care, first, last)
    assert (in_time.count, in_time.of) == (0, 1)
    assert figures.reached(shop.aftersales_care, first, shop.today).of == 0
