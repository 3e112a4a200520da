"""Whoever hears a complaint writes it down, and its clock runs."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.aftercare.care import desks
from zhangdian.aftercare.care.complaints.actions import open_complaint
from zhangdian.aftercare.care.models import Complaint, ComplaintTopic, Severity
from zhangdian.aftercare.care.tests import arranging
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock, holds
from zhangdian.people.organization.roles import Role


@pytest.mark.duty("CSR-02", "CSR-11")
def test_a_complaint_about_yesterday_s_visit_has_number_visit_and_clock(shop):
    order = arranging.a_visit_left_at(shop)
    shop.later(days=1)
    shop.at("10:00")
    complaint = arranging.a_complaint(shop, plate="宁Z62966", source=Complaint.Source.PHONE, phone="")
    assert (complaint.order, complaint.customer, complaint.state) == (order, order.customer, "received")
    assert complaint.number == f"TS{shop.today:%y%m%d}-0001"
    assert complaint.take_due_at == shop.now + timedelta(minutes=30)
    assert complaint.answer_due_at == shop.now + timedelta(hours=4)
    assert complaint.heard_by == shop.person("cashier")


@pytest.mark.parametrize(
    "who", ["service_advisor", "cashier", "guard", "customer_care", "washer", "technician"]
)
@pytest.mark.duty("SA-23", "CSR-02")
def test_whoever_hears_it_writes_it_down(shop, who):
    done = open_complaint(
        getattr(shop, who),
        words="门口没人理我",
        topic=ComplaintTopic.objects.get(code="T06"),
        caller="段先生",
        phone="16110000077",
    )
    assert Complaint.objects.get(pk=done.subject.pk).heard_by == shop.person(who)


@pytest.mark.duty("PROC-F-04", "CRM-03")
def test_advisor_and_supervisor_find_it_waiting_at_once(shop):
    order = visits.a_visit_ready(shop)
    arranging.a_complaint(shop, order=order)
    [mine] = desks.complaints_of_mine(shop.service_advisor)
    [his] = desks.complaints_of_mine(shop.front_desk_supervisor)
    assert (mine.title, his.verb) == ("您接待的客户投诉了", "受理")
    assert desks.complaints_of_mine(shop.second_advisor) == []


@pytest.mark.duty("SVM-07", "FDS-04")
def test_a_major_one_is_the_service_manager_s_and_the_general_manager_is_told(shop):
    shop.at("10:00")
    complaint = arranging.a_complaint(shop, topic="T01", words="第三次来修还是响")
    assert (complaint.severity, complaint.answer_due_at) == ("major", shop.now + timedelta(hours=1))
    waiting = holds.open_on(shop.service_manager, [complaint])[complaint.pk]
    assert {hold.holder for hold in waiting if hold.kind == "taking"} == {Role.SERVICE_MANAGER}
    assert [task.verb for task in desks.complaints_of_mine(shop.general_manager)] == ["看"]


def test_the_one_who_hears_it_may_find_it_graver(shop):
    complaint = arranging.a_complaint(shop, severity=Severity.MAJOR)
    assert complaint.severity == Severity.MAJOR


@pytest.mark.duty("CSR-11")
def test_what_comes_at_night_is_due_in_the_morning(shop):
    shop.at("22:10")
    complaint = arranging.a_complaint(shop)
    tomorrow = shop.today + timedelta(days=1)
    taken = clock.local(complaint.take_due_at)
    assert (taken.date(), taken.hour, taken.minute) == (tomorrow, 8, 30)


@pytest.mark.duty("CSR-02", "CSR-31")
def test_it_is_in_his_own_words(shop):
    with refused("客户自己的话"):
        arranging.a_complaint(shop, words="差")


@pytest.mark.duty("CSR-02")
def test_somebody_must_be_answered(shop):
    with refused("哪位客户"):
        arranging.a_complaint(shop, phone="")


def test_a_plate_that_nobody_knows_is_looked_at_again(shop):
    with refused("没有车牌"):
        arranging.a_complaint(shop, plate="宁Z00A00", phone="")


def test_his_number_is_masked_for_those_who_need_it_not(shop):
    complaint = arranging.a_complaint(shop, caller="段先生")
    assert complaint.phone.seen_by(shop.washer) != "16110000005"
    assert complaint.phone.seen_by(shop.aftersales_care) == "16110000005"


def test_a_second_one_about_the_same_car_may_be_the_same(shop):
    order = visits.a_visit_ready(shop)
    first = arranging.a_complaint(shop, order=order)
    question = "care.complaint_is_another_one"
    with asked(question, first.number):
        arranging.a_complaint(shop, order=order)
    arranging.a_complaint(shop, order=order, because={question: "另一件事"})
    assert Complaint.objects.count() == 2


def test_a_double_click_opens_one(shop):
    topic = ComplaintTopic.objects.get(code="T02")
    how = {"words": "等太久了吧", "topic": topic, "phone": "16110000005", "token": "t1"}
    first = open_complaint(shop.cashier, **how)
    assert open_complaint(shop.cashier, **how).subject.pk == first.subject.pk
    assert Complaint.objects.count() == 1
