"""Nobody spoke with us: one tap."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.calling.actions import record_unreached
from zhangdian.aftercare.care.models import FollowUp, Unreached
from zhangdian.aftercare.care.tests import arranging
from zhangdian.foundation.kernel import clock
from zhangdian.people.customers.models import Referral


@pytest.fixture
def order(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    return order


def miss(shop, order, reason=Unreached.NO_ANSWER, **how):
    done = record_unreached(shop.aftersales_care, order, reason=reason, **how)
    return FollowUp.objects.get(pk=done.subject.pk)


@pytest.mark.duty("CSR-25")
def test_the_first_is_tried_again_the_same_day_the_second_the_next(shop, order):
    first = miss(shop, order)
    assert clock.local(first.next_at).hour == 14
    shop.at(first.next_at)
    second = miss(shop, order)
    again = clock.local(second.next_at)
    assert (again.date(), again.hour) == (shop.today + timedelta(days=1), 10)


@pytest.mark.duty("CSR-25", "PROC-F-01")
def test_two_missed_and_the_third_reached_are_three_attempts_and_one_result(shop, order):
    for _ in range(2):
        shop.at(miss(shop, order).next_at)
    follow_up = arranging.call(shop, order)
    assert follow_up.state == FollowUp.State.REACHED
    assert [attempt.reason for attempt in follow_up.attempts.all()] == ["no_answer", "no_answer", ""]
    assert FollowUp.objects.count() == 1


@pytest.mark.duty("CSR-25")
def test_after_the_third_it_is_given_up(shop, order):
    for _ in range(2):
        shop.at(miss(shop, order).next_at)
    ended = miss(shop, order)
    assert (ended.state, ended.next_at, ended.outcome) == (FollowUp.State.UNREACHED, None, "3 次未接通")
    assert queries.calls_due(shop.aftersales_care) == []
    with refused("已经办完了"):
        miss(shop, order)


def test_who_does_not_want_to_talk_is_left_in_peace(shop, order):
    ended = miss(shop, order, Unreached.REFUSED)
    assert (ended.state, ended.outcome) == (FollowUp.State.UNREACHED, "拒绝受访")


@pytest.mark.duty("PROC-F-02")
def test_another_hour_that_he_named_is_kept_like_the_first(shop, order):
    later = shop.now + timedelta(hours=6)
    kept = miss(shop, order, Unreached.BUSY_LATER, next_at=later)
    assert (kept.next_at, kept.next_is_agreed) == (later, True)
    shop.at(later - timedelta(hours=1))
    with asked("care.called_before_the_agreed_hour"):
        miss(shop, order)


def test_an_hour_that_the_rule_proposed_is_nobody_s_promise(shop, order):
    first = miss(shop, order)
    shop.at(first.next_at - timedelta(hours=3) + timedelta(minutes=20))
    assert miss(shop, order).attempts.count() == 2


def test_another_time_is_within_a_week(shop, order):
    with refused("七天以内"):
        miss(shop, order, Unreached.BUSY_LATER, next_at=shop.now + timedelta(days=9))


@pytest.mark.duty("CSR-04")
def test_a_wrong_number_goes_to_the_advisor_who_knows_the_customer(shop, order):
    miss(shop, order, Unreached.WRONG_NUMBER)
    assert "号码有误" in Referral.objects.get().wish


def test_advisors_do_not_end_the_care_desk_s_calls(shop, order):
    with refused("由客服来打"):
        record_unreached(shop.service_advisor, order, reason=Unreached.REFUSED)
