"""What is in somebody's name goes into other hands, kind by kind, and who has it since can do the work."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import queries as care
from zhangdian.aftercare.care.complaints.actions import open_complaint, take_complaint
from zhangdian.aftercare.care.models import ComplaintTopic
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Entry, Request
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.workbench import Pause
from zhangdian.frontline.service.workshop.actions import finish_work, pause_work, report_finding
from zhangdian.frontline.service.workshop.tests import arranging as workshop
from zhangdian.management.duties.meetings.actions import decide, open_meeting
from zhangdian.management.duties.models import DueItem, Meeting
from zhangdian.people.customers.actions import change_customer, change_vehicle
from zhangdian.people.organization import belongings
from zhangdian.people.organization.leaving.actions import hand_over_kind
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.leaving.tests.arranging import give
from zhangdian.people.organization.models import HandedRow
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint


def held(shop, who="service_advisor"):
    """Kind → how much, of what keeps his account open."""
    found = belongings.counted(shop.office_director, shop.person(who))
    return {each.kind.name: each.count for each in found}


@pytest.mark.duty("OFD-02", "OFD-04")
def test_a_car_in_the_store_gets_another_advisor_and_what_waits_for_the_first_waits_for_him(shop):
    order = workshop.a_known_car_in_repair(shop)
    report_finding(
        shop.technician, order, level="red", photos=[visits.a_photo(shop.technician)], name="前刹车片薄"
    )
    assert held(shop) == {"service.orders": 1}
    arranging.begun(shop)
    give(shop, "service.orders")
    order = visits.again(order)
    assert order.advisor == shop.person("front_desk_supervisor")
    assert {hold.person for hold in workshop.open_holds(order).values() if hold.person_id} == {order.advisor}
    assert held(shop) == {}


def test_the_act_is_written_once_with_what_went_to_whom(shop):
    order = visits.a_visit_received(shop)
    arranging.begun(shop)
    done = give(shop, "service.orders")
    row = HandedRow.objects.get()
    assert (row.title.split()[0], row.receiver, row.record_id) == (
        order.plate,
        shop.person("front_desk_supervisor"),
        order.pk,
    )
    assert f"repairorder-{order.pk}" in done.touched
    assert Entry.objects.get(pk=done.entry.pk).changes[f"service.repairorder#{order.pk}"]["advisor_id"]


def test_only_the_chosen_rows_go(shop):
    first, other = visits.a_visit_received(shop), visits.a_visit_received(shop, "宁Z62967")
    arranging.begun(shop)
    give(shop, "service.orders", rows=[other.pk])
    assert visits.again(first).advisor == shop.person("service_advisor")
    assert visits.again(other).advisor == shop.person("front_desk_supervisor")
    with refused("刚刚交过"):
        give(shop, "service.orders", rows=[other.pk])


def test_who_takes_it_holds_the_post_and_is_here(shop):
    visits.a_visit_received(shop)
    found = arranging.begun(shop)
    with refused("不是服务顾问"):
        give(shop, "service.orders", to="guide")
    with refused("他自己"):
        give(shop, "service.orders", to="service_advisor")
    with refused("请选谁接"):
        hand_over_kind(shop.office_director, found, kind="service.orders")
    with refused("没有这一类"):
        give(shop, "service.nothing")


def test_customers_and_cars_go_in_parts_until_none_is_left(shop, monkeypatch):
    monkeypatch.setattr(belongings, "MOST", 2)
    advisor = shop.person("service_advisor")
    for number in range(3):
        owner = visits.a_customer(shop, f"客户{number}", f"1611000001{number}")
        change_customer(shop.service_advisor, owner, advisor=advisor)
        car = visits.a_car(shop, f"宁Z1000{number}", owner=owner)
        change_vehicle(shop.service_advisor, car, advisor=advisor)
    assert held(shop) == {"customers.customers": 3, "customers.vehicles": 3}
    arranging.begun(shop)
    give(shop, "customers.customers")
    assert held(shop)["customers.customers"] == 1
    give(shop, "customers.customers")
    give(shop, "customers.vehicles")
    give(shop, "customers.vehicles")
    assert held(shop) == {}


@pytest.mark.duty("SA-13")
def test_a_promised_reminder_goes_with_the_car_and_the_visit_keeps_who_served_it(shop):
    order = visits.a_visit_left(shop)
    assert held(shop) == {"care.reminders": 1}
    arranging.begun(shop)
    give(shop, "care.reminders")
    order = visits.again(order)
    assert order.advisor == shop.person("service_advisor")
    shop.later(days=(order.service_due_on - shop.today).days)
    his = care.soon_due(shop.front_desk_supervisor)
    his = his.filter(care.looked_after_by(shop.front_desk_supervisor.person_id))
    assert [each.pk for each in his] == [order.pk]
    assert not care.soon_due(shop.service_advisor).filter(
        care.looked_after_by(shop.service_advisor.person_id)
    )


def test_a_booked_car_is_expected_by_another(shop):
    car = visits.a_car(shop)
    slot = shop.now + timedelta(days=1, hours=2)
    booked = book_appointment(
        shop.service_advisor, car, slot_at=slot, advisor=shop.person("service_advisor")
    ).subject
    arranging.begun(shop)
    give(shop, "service.appointments")
    booked.refresh_from_db()
    assert booked.advisor == shop.person("front_desk_supervisor")


@pytest.mark.duty("CSR-11")
def test_a_complaint_goes_with_its_clocks_and_its_history_says_from_whom(shop):
    topic, left = ComplaintTopic.objects.filter(severity="normal")[0], visits.a_visit_left(shop)
    complaint = open_complaint(
        shop.service_advisor, words="等了太久没人说", topic=topic, plate=left.plate
    ).subject
    take_complaint(shop.service_advisor, complaint)
    due = complaint.answer_due_at
    arranging.begun(shop)
    give(shop, "care.complaints")
    complaint.refresh_from_db()
    assert (complaint.taken_by, complaint.answer_due_at) == (shop.person("front_desk_supervisor"), due)
    assert "交接" in complaint.steps.last().what


def test_work_goes_when_the_first_clock_has_stopped(shop):
    order = workshop.a_known_car_in_repair(shop)
    arranging.begun(shop, "technician", "team_leader")
    assert set(held(shop, "technician")) >= {"service.lines", "service.clocks"}
    with refused("工时还在走"):
        give(shop, "service.lines", to="team_leader")
    with refused("不能交给别人"):
        give(shop, "service.clocks", to="team_leader")
    pause_work(shop.technician, workshop.line_of(order), reason=Pause.PARTS)
    give(shop, "service.lines", to="team_leader")
    line = workshop.line_of(order)
    assert line.technician == shop.person("team_leader")
    assert "service.lines" not in held(shop, "technician")


def test_what_he_asked_for_ends_since_nobody_carries_it_out(shop):
    until = shop.today + timedelta(days=30)
    appoint(
        shop.office_director,
        shop.person("guide"),
        role=Role.SERVICE_MANAGER,
        exception_until=until,
        exception_reason="代几天",
    )
    found = arranging.begun(shop, "office_director", "general_manager")
    assert held(shop, "office_director")["organization.requests"] == 1
    hand_over_kind(shop.general_manager, found, kind="organization.requests")
    assert Request.objects.get().state == Request.State.WITHDRAWN


def test_what_a_meeting_decided_is_owed_by_another(shop):
    advisor = shop.person("service_advisor")
    meeting = open_meeting(shop.front_desk_supervisor, kind=Meeting.Kind.DEPARTMENT, people=[advisor]).subject
    decide(shop.front_desk_supervisor, meeting, what="重贴价目表", owner=advisor, day=shop.today)
    assert held(shop)["duties.owed"] == 1
    arranging.begun(shop)
    give(shop, "duties.owed")
    assert DueItem.objects.get(words="重贴价目表").person == shop.person("front_desk_supervisor")


def test_every_kind_is_counted_by_one_query_however_much_there_is(shop, django_assert_num_queries):
    him_and_the_posts_that_only_he_fills = 2
    kinds = sum(kind.stops for kind in belongings.KINDS.values())
    for plate in ("宁Z10001", "宁Z10002", "宁Z10003"):
        visits.a_visit_received(shop, plate)
        with django_assert_num_queries(kinds + him_and_the_posts_that_only_he_fills):
            held(shop)


def test_a_finished_car_is_nobodys_any_more(shop):
    order = visits.a_visit_left(shop)
    arranging.begun(shop)
    with refused("名下没有"):
        give(shop, "service.orders")
    assert RepairOrder.objects.get(pk=order.pk).advisor == shop.person("service_advisor")
    assert finish_work.name not in held(shop)
