"""The next service comes near."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.calling.actions import ReminderOutcome, record_reminder, record_unreached
from zhangdian.aftercare.care.models import FollowUp, Unreached
from zhangdian.aftercare.care.tests import arranging
from zhangdian.frontline.service.models import Appointment


@pytest.fixture
def order(shop):
    """A car whose service is due in ten days."""
    order = arranging.a_visit_left_at(shop)
    shop.at(shop.now + (order.next_service_on - shop.today) - timedelta(days=10))
    shop.at("10:00")
    return order


@pytest.mark.duty("PROC-F-05", "PROC-D-26")
def test_who_is_booked_has_an_appointment_and_is_reminded_no_more(shop, order):
    slot = shop.now + timedelta(days=3)
    done = record_reminder(shop.service_advisor, order, outcome=ReminderOutcome.BOOKED, slot_at=slot)
    booked = Appointment.objects.get()
    assert (booked.slot_at, booked.vehicle, booked.channel) == (slot, order.vehicle, "保养提醒")
    assert (done.subject.kind, done.subject.outcome) == (FollowUp.Kind.REMINDER, "约好来店")
    assert queries.services_due(shop.aftersales_care) == []


@pytest.mark.duty("PROC-F-05")
def test_later_is_an_answer_too(shop, order):
    record_reminder(shop.aftersales_care, order, outcome=ReminderOutcome.LATER)
    assert queries.services_due(shop.aftersales_care) == []


@pytest.mark.duty("PROC-F-05")
def test_who_does_not_come_says_why(shop, order):
    with refused("选一个原因"):
        record_reminder(shop.aftersales_care, order, outcome=ReminderOutcome.NOT_COMING)
    record_reminder(shop.aftersales_care, order, outcome=ReminderOutcome.NOT_COMING, words="车卖了")
    assert FollowUp.objects.get().words == "车卖了"


def test_booked_has_a_day_and_an_hour(shop, order):
    with refused("日期和时间"):
        record_reminder(shop.aftersales_care, order, outcome=ReminderOutcome.BOOKED)


@pytest.mark.duty("PROC-F-05", "SA-13")
def test_the_advisor_may_miss_his_own_customer_too(shop, order):
    record_unreached(shop.service_advisor, order, reason=Unreached.NO_ANSWER, kind=FollowUp.Kind.REMINDER)
    [due] = queries.services_due(shop.aftersales_care)
    assert due.follow_up.attempts.count() == 1


@pytest.mark.duty("PROC-F-05")
def test_the_follow_up_of_the_same_visit_is_another_matter(shop, order):
    record_reminder(shop.aftersales_care, order, outcome=ReminderOutcome.LATER)
    assert [call.order for call in queries.calls_due(shop.aftersales_care)] in ([order], [])
    assert FollowUp.objects.filter(kind=FollowUp.Kind.SERVICE).count() == 0
