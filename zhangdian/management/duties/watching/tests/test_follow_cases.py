"""A duty of each case: opened by an act, once; proved on that case; void with it; owed by who has it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.saying_no import refused
from zhangdian.aftercare.care.complaints.actions import answer_complaint, open_complaint, take_complaint
from zhangdian.aftercare.care.inquiries.actions import answer_inquiry, pass_on_inquiry, reopen_inquiry
from zhangdian.aftercare.care.inquiries.tests import arranging as inquiring
from zhangdian.aftercare.care.models import Complaint, ComplaintTopic
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies.actions import file_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.delivery.actions import (
    fail_internal_check,
    pass_internal_check,
    tell_customer,
)
from zhangdian.management.duties.desks import duties_of_mine
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.duties.watching import following
from zhangdian.management.duties.watching.actions import change_case_rule, excuse_due_item, follow_cases
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report_now, submit
from zhangdian.management.reports.waiting import reports_that_wait
from zhangdian.people.organization.leaving.tests import arranging as leaving
from zhangdian.people.organization.models import Deputy
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import end_deputy, name_deputy

Standing = DueItem.Standing


def items(shop, code):
    return list(DueItem.objects.of(shop.clock).filter(code=code).order_by("pk"))


def one(shop, code):
    [found] = items(shop, code)
    return found


def complain(shop, plate=visits.PLATE):
    topic = ComplaintTopic.objects.filter(severity="normal")[0]
    return open_complaint(
        shop.service_advisor, words="等了太久没人说", topic=topic, caller="邹女士", phone="16110000005"
    ).subject


def checked(shop, plate=visits.PLATE):
    """Ready and checked by its advisor: the customer is to be told."""
    order = visits.a_visit_ready(shop, plate)
    pass_internal_check(shop.service_advisor, order, all_done_on_car=True)
    return visits.again(order)


@pytest.mark.duty("CSR-11")
def test_a_complaint_is_owed_from_the_moment_it_is_heard_and_done_when_it_is_taken(shop):
    with_duties(shop)
    complaint = complain(shop)
    the_clock_looks(shop)
    item = one(shop, "CSR-11")
    assert (item.case, item.opens_at) == (("care.complaint", complaint.pk), complaint.received_at)
    assert item.due_at == complaint.received_at + timedelta(minutes=30)
    assert item.standing_at(shop.now) == Standing.DUE
    shop.later(minutes=10)
    take_complaint(shop.front_desk_supervisor, complaint)
    the_clock_looks(shop)
    item = one(shop, "CSR-11")
    assert item.standing_at(shop.now) == Standing.IN_TIME
    assert item.proof.action == "care.take_complaint"


@pytest.mark.duty("CSR-11", "CSS-02")
def test_what_is_done_of_one_case_proves_nothing_of_another(shop):
    with_duties(shop)
    first, other = complain(shop), complain(shop)
    take_complaint(shop.front_desk_supervisor, other)
    the_clock_looks(shop)
    standing = {each.case_id: each.done_at is not None for each in items(shop, "CSR-11")}
    assert standing == {first.pk: False, other.pk: True}
    assert one(shop, "CSS-02").case_id == other.pk


@pytest.mark.duty("CSS-02")
def test_who_has_the_case_owes_it_and_it_goes_with_the_case(shop):
    with_duties(shop)
    complaint = complain(shop)
    take_complaint(shop.service_advisor, complaint)
    the_clock_looks(shop)
    assert one(shop, "CSS-02").person == shop.person("service_advisor")
    leaving.begun(shop)
    leaving.give(shop, "care.complaints")
    the_clock_looks(shop)
    assert one(shop, "CSS-02").person == shop.person("front_desk_supervisor")
    answer_complaint(
        shop.front_desk_supervisor,
        Complaint.objects.get(),
        cause=Complaint.Cause.WAITING,
        remedy="下次免费洗车",
        told="道歉并说明",
        also_offered="退工时费",
        means=Means.PHONE,
    )
    the_clock_looks(shop)
    assert one(shop, "CSS-02").done_at


@pytest.mark.duty("NBI-11", "CSR-03", "SA-12")
def test_a_question_is_owed_by_the_post_that_has_it_until_its_own_hour(shop):
    with_duties(shop)
    inquiry = inquiring.asked_by_sales(shop)
    inquiring.asked(shop, reply="周六上午都可以")
    the_clock_looks(shop)
    item = one(shop, "NBI-11")
    assert (item.person, item.due_at) == (shop.person("new_car_insurance"), inquiry.due_at)
    assert not items(shop, "CSR-03"), "it was answered as it was asked"
    assert duties_of_mine(shop.new_car_insurance) == [], "it stands in the queue of inquiries"
    shop.later(minutes=3)
    pass_on_inquiry(shop.new_car_insurance, inquiry, to=shop.person("service_advisor"), why="归前台答")
    the_clock_looks(shop)
    assert one(shop, "NBI-11").excused
    assert one(shop, "SA-12").person == shop.person("service_advisor")
    answer_inquiry(shop.service_advisor, inquiring.fresh(inquiry), reply="都要保")
    the_clock_looks(shop)
    assert one(shop, "SA-12").proof.action == "care.answer_inquiry"
    shop.later(minutes=3)
    reopen_inquiry(shop.service_advisor, inquiring.fresh(inquiry), words="不计免赔呢")
    the_clock_looks(shop)
    assert [each.done_at is None for each in items(shop, "SA-12")].count(True) == 1


@pytest.mark.duty("PROC-F-01")
def test_three_days_after_the_exit_the_call_is_late_whoever_looks_when(shop):
    with_duties(shop)
    order = visits.a_visit_left(shop)
    the_clock_looks(shop)
    item = one(shop, "PROC-F-01")
    end = clock.day_bounds(clock.day(visits.again(order).exited_at) + timedelta(days=3))[1]
    assert (item.due_at, item.case_text, item.person) == (end, order.plate, None)
    shop.later(days=4)
    assert item.standing_at(shop.now) == Standing.OVERDUE


@pytest.mark.duty("PROC-D-09")
def test_the_customer_is_told_within_ten_minutes_by_the_advisor_of_the_car(shop):
    with_duties(shop)
    order = checked(shop)
    the_clock_looks(shop)
    item = one(shop, "PROC-D-09")
    assert item.person == order.advisor
    assert item.due_at - item.opens_at == timedelta(minutes=10)
    shop.later(minutes=12)
    tell_customer(shop.service_advisor, order, means=Means.PHONE)
    the_clock_looks(shop)
    assert one(shop, "PROC-D-09").standing_at(shop.now) == Standing.LATE


@pytest.mark.duty("PROC-D-09")
def test_a_car_that_goes_back_owes_no_call_until_it_is_checked_again(shop):
    with_duties(shop)
    order = checked(shop)
    the_clock_looks(shop)
    fail_internal_check(
        shop.service_advisor, order, failed=list(order.lines.filter(voided_at=None)[:1]), remark="没换机滤"
    )
    the_clock_looks(shop)
    item = one(shop, "PROC-D-09")
    assert item.standing_at(shop.now) == Standing.NOT_APPLICABLE
    assert "实车不一致退回" in item.excused_because


def test_however_often_the_clock_looks_there_is_one_for_each_act(shop):
    with_duties(shop)
    complain(shop)
    for _ in range(3):
        the_clock_looks(shop)
        follow_cases(shop.clock, until=shop.now)
    assert len(items(shop, "CSR-11")) == 1


def test_what_happened_before_the_store_had_the_rule_is_not_owed(shop):
    complain(shop)
    shop.later(hours=2)
    with_duties(shop)
    the_clock_looks(shop)
    assert items(shop, "CSR-11") == []


def test_a_rule_that_is_off_opens_nothing(shop):
    with_duties(shop)
    shop.later(days=1)
    asked = change_case_rule(
        shop.office_director, code="CSR-11", minutes=30, days=0, stands=False, reason="客服部停办"
    ).subject
    sign_request(shop.general_manager, asked)
    complain(shop)
    the_clock_looks(shop)
    assert items(shop, "CSR-11") == []


@pytest.mark.parametrize("days", [3, 45, pytest.param(400, marks=pytest.mark.long)])
def test_a_clock_that_was_down_opens_every_case_with_its_own_hour_in_bounded_acts(shop, days, monkeypatch):
    monkeypatch.setattr(following, "MOST", 2)
    with_duties(shop)
    the_clock_looks(shop)
    heard = []
    for _ in range(5):
        heard.append(complain(shop).received_at)
        shop.later(hours=1)
    shop.later(days=days)
    for _ in range(days // 60 + 2):
        the_clock_looks(shop)
    found = items(shop, "CSR-11")
    assert [each.opens_at for each in found] == heard
    assert {each.standing_at(shop.now) for each in found} <= {Standing.OVERDUE, Standing.NOT_DONE}


def test_it_stands_in_today_of_who_owes_it_with_the_case_one_tap_away(shop):
    with_duties(shop)
    order = checked(shop)
    the_clock_looks(shop)
    tasks = [task for task in duties_of_mine(shop.service_advisor) if task.plate == order.plate]
    assert [task.url for task in tasks] == [reverse("service:repairorder", args=[order.pk])]
    assert not [task for task in duties_of_mine(shop.second_advisor) if task.plate == order.plate]


def test_for_exactly_the_days_of_leave_it_stands_in_today_of_his_deputy(shop):
    with_duties(shop)
    order = checked(shop)
    the_clock_looks(shop)

    def seen_by(who):
        return [task.url for task in duties_of_mine(who) if task.plate == order.plate]

    assert (len(seen_by(shop.service_advisor)), seen_by(shop.second_advisor)) == (1, [])
    name_deputy(
        shop.front_desk_supervisor,
        shop.person("service_advisor"),
        deputy=shop.person("second_advisor"),
        since=shop.today,
        until=shop.today,
    )
    assert len(seen_by(shop.second_advisor)) == 1
    assert one(shop, "PROC-D-09").person == shop.person("service_advisor")
    end_deputy(shop.front_desk_supervisor, Deputy.objects.latest("pk"))
    assert seen_by(shop.second_advisor) == []


def test_what_his_deputy_did_of_the_case_proves_it(shop):
    with_duties(shop)
    order = checked(shop)
    the_clock_looks(shop)
    advisor, second = shop.person("service_advisor"), shop.person("second_advisor")
    name_deputy(shop.front_desk_supervisor, advisor, deputy=second, since=shop.today, until=shop.today)
    tell_customer(shop.second_advisor, order, means=Means.PHONE, pickup_at=shop.now)
    the_clock_looks(shop)
    assert one(shop, "PROC-D-09").proof.person == second


def test_the_superior_says_that_it_does_not_count(shop):
    with_duties(shop)
    checked(shop)
    the_clock_looks(shop)
    item = one(shop, "PROC-D-09")
    with refused("来做"):
        excuse_due_item(
            shop.service_advisor, item, excused=DueItem.Excused.NOT_APPLICABLE, why="客户就在旁边"
        )
    excuse_due_item(
        shop.front_desk_supervisor, item, excused=DueItem.Excused.NOT_APPLICABLE, why="客户就在旁边"
    )
    assert one(shop, "PROC-D-09").excused == "none"


@pytest.mark.duty("SA-28", "QCI-02")
def test_a_report_to_be_written_is_owed_by_its_own_hour_and_by_the_duty_that_asks_for_it(shop):
    with_duties(shop)
    day, month = a_report_now(shop, "advisor_day"), a_report_now(shop, "quality_month")
    the_clock_looks(shop)
    item, other = one(shop, "SA-28"), one(shop, "QCI-02")
    assert (item.case, item.person_id, item.due_at) == (
        ("reports.report", day.pk),
        day.person_id,
        day.due_at,
    )
    assert (other.case, other.person_id, other.due_at) == (("reports.report", month.pk), None, month.due_at)
    assert items(shop, "SA-29") == items(shop, "PTM-13") == items(shop, "CSS-13") == []
    submit(shop.service_advisor, day)
    the_clock_looks(shop)
    assert one(shop, "SA-28").proof.action == "reports.submit_report"
    assert one(shop, "QCI-02").proof is None


@pytest.mark.duty("NBI-15")
def test_a_policy_of_a_new_car_is_filed_on_the_day_on_which_it_was_entered(shop):
    with_duties(shop)
    clerk = shop.in_role(Role.NEW_CAR_INSURANCE)
    policy = a_policy(shop, clerk, desk=Policy.Desk.NEW_CAR)
    the_clock_looks(shop)
    item = one(shop, "NBI-15")
    assert (item.person_id, item.day) == (policy.entered_by_id, shop.today)
    file_policy(clerk, policy, photos=[visits.a_photo(clerk)])
    the_clock_looks(shop)
    assert one(shop, "NBI-15").standing_at(shop.now) == Standing.IN_TIME


def test_a_report_stands_once_on_today_in_the_queue_of_its_room(shop):
    with_duties(shop)
    a_report_now(shop, "advisor_day")
    the_clock_looks(shop)
    assert one(shop, "SA-28").standing_at(shop.now) == Standing.DUE
    assert not [task for task in duties_of_mine(shop.service_advisor) if "小结" in task.title]
    assert [task.verb for task in reports_that_wait(shop.service_advisor)] == ["写"]


def test_the_hour_of_a_report_is_changed_where_the_report_is_planned(shop):
    with_duties(shop)
    with refused("改那份报表的安排"):
        change_case_rule(shop.office_director, code="SA-28", minutes=30, days=0, stands=True, reason="太急")


def test_a_case_is_read_once_however_its_rule_looks_at_it(shop):
    with_duties(shop)
    a_report_now(shop, "advisor_day")
    opened = [each for each in following.to_open(shop.clock) if each.rule.only]
    assert [each.record.pk for each in opened] == [each.case[1] for each in opened] != []
    with CaptureQueriesContext(connection) as read:
        assert [item.case for item in following.items_of(shop.clock, opened)] == [
            each.case for each in opened
        ]
    table = Report._meta.db_table
    assert not [query for query in read if f'FROM "{table}"' in query["sql"]]
