"""A complaint that nobody takes climbs by itself."""

import pytest
from django.urls import reverse

from tests.support.saying_no import refused
from zhangdian.aftercare.care import desks, jobs
from zhangdian.aftercare.care.complaints.actions import escalate_complaint
from zhangdian.aftercare.care.tests import arranging
from zhangdian.foundation.kernel import holds
from zhangdian.people.messaging.desks import notes
from zhangdian.people.organization.roles import Role


def climbed_to(shop, complaint):
    waiting = holds.open_on(shop.clock, [complaint])[complaint.pk]
    return [hold.holder for hold in waiting if hold.kind == "overdue"]


@pytest.mark.duty("CSR-11", "CSS-02")
def test_untaken_for_half_an_hour_it_stands_before_the_supervisor(shop):
    shop.at("09:00")
    complaint = arranging.a_complaint(shop, topic="T01", words="第三次来修还是响")
    shop.later(minutes=30)
    jobs.escalate_overdue()
    assert arranging.fresh(complaint).escalated == 0
    shop.later(minutes=1)
    jobs.escalate_overdue()
    assert arranging.fresh(complaint).escalated == 1
    assert climbed_to(shop, complaint) == [Role.FRONT_DESK_SUPERVISOR]
    assert complaint.steps.last().what == "升级到前台主管：30 分钟没有人受理"


@pytest.mark.duty("CSR-11")
def test_the_clock_may_look_twice(shop):
    shop.at("09:00")
    complaint = arranging.a_complaint(shop)
    shop.later(minutes=45)
    for _ in range(3):
        jobs.escalate_overdue()
    assert arranging.fresh(complaint).escalated == 1


@pytest.mark.duty("CSR-11", "CSS-02")
def test_a_worker_that_stood_still_loses_nothing(shop):
    shop.at("09:00")
    complaint = arranging.a_complaint(shop)
    shop.later(days=6)
    jobs.escalate_overdue()
    assert arranging.fresh(complaint).escalated == 3
    assert climbed_to(shop, complaint) == [
        Role.FRONT_DESK_SUPERVISOR,
        Role.SERVICE_MANAGER,
        Role.GENERAL_MANAGER,
    ]


@pytest.mark.duty("CSR-11")
def test_who_takes_it_in_time_is_left_alone(shop):
    shop.at("09:00")
    complaint = arranging.a_complaint_taken(shop)
    shop.later(minutes=50)
    jobs.escalate_overdue()
    assert arranging.fresh(complaint).escalated == 0


def test_what_waits_for_the_customer_s_verdict_is_not_late(shop):
    shop.at("09:00")
    complaint = arranging.a_complaint_answered(shop)
    shop.later(days=5)
    jobs.escalate_overdue()
    assert arranging.fresh(complaint).escalated == 0


@pytest.mark.duty("CRM-03")
def test_anybody_who_handles_it_may_call_for_help(shop):
    complaint = arranging.a_complaint_taken(shop)
    escalate_complaint(shop.front_desk_supervisor, complaint, reason="客户要找媒体")
    escalate_complaint(shop.front_desk_supervisor, complaint, reason="客户要找媒体")
    assert "升级 2 级" in desks.complaints_of_mine(shop.service_manager)[0].title


def test_it_has_a_reason_and_an_end(shop):
    complaint = arranging.a_complaint_taken(shop)
    with refused("为什么"):
        escalate_complaint(shop.service_manager, complaint, reason="")
    for _ in range(3):
        escalate_complaint(shop.service_manager, complaint, reason="没有进展")
    with refused("总经理了"):
        escalate_complaint(shop.service_manager, complaint, reason="没有进展")


@pytest.mark.duty("CSR-11")
def test_to_whom_it_climbed_finds_a_note_for_each_step(shop):
    shop.at("09:00")
    complaint = arranging.a_complaint(shop, topic="T01", words="第三次来修还是响")
    shop.later(minutes=31)
    for _ in range(2):
        jobs.escalate_overdue()
    (note,) = notes(shop.front_desk_supervisor)
    assert note.title == f"投诉 {complaint.number} 升级到您：30 分钟没有人受理"
    assert note.url == reverse("care:complaint", args=[complaint.pk])
    shop.later(days=6)
    jobs.escalate_overdue()
    assert len(notes(shop.general_manager)) == 1
    assert len(notes(shop.front_desk_supervisor)) == 1
