"""Whom to call, and in which order: asked of the visits that left, stored nowhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.aftercare.care import figures, queries
from zhangdian.aftercare.care.calling.actions import record_unreached
from zhangdian.aftercare.care.models import FollowUp, Unreached
from zhangdian.aftercare.care.queries import Band
from zhangdian.aftercare.care.tests import arranging
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.records import writing
from zhangdian.frontline.service import callback
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.inspection.actions import Recommended
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure
from zhangdian.people.customers.models import VehicleModel


@pytest.mark.duty("PROC-F-01", "PROC-D-18")
def test_a_call_is_due_when_the_car_has_left_and_nobody_wrote_it_down(shop):
    care = shop.aftersales_care
    visits.a_car(shop)
    order = visits.a_visit_paid(shop)
    assert queries.calls_due(care) == []
    delivery.let_out(shop.guard, order)
    [call] = queries.calls_due(care)
    assert (call.order, call.follow_up) == (order, None)
    assert call.due_on == shop.today + timedelta(days=3)
    assert not FollowUp.objects.exists()


@pytest.mark.duty("PROC-F-01")
def test_four_days_without_a_worker_lose_no_call(shop):
    order = arranging.a_visit_left_at(shop)
    shop.later(days=4)
    [call] = queries.calls_due(shop.aftersales_care)
    assert (call.order, call.late, call.days_left) == (order, True, -1)


@pytest.mark.duty("PROC-F-01")
def test_no_call_is_lost_by_age(shop):
    order = arranging.a_visit_left_at(shop)
    shop.later(days=400)
    [call] = queries.calls_due(shop.aftersales_care)
    assert (call.order, call.late, call.days_late) == (order, True, 397)


def test_the_list_is_found_by_its_index(shop):
    care = shop.aftersales_care
    arranging.a_visit_left_at(shop)
    plan = queries.banded(care, queries.visits_to_call(care)).order_by(*queries.IN_ORDER).explain()
    if connection.vendor == "sqlite":
        assert "order_by_call" in plan


@pytest.mark.duty("PROC-F-01", "PROC-F-02")
def test_a_visit_of_the_system_before_this_one_is_not_called_again(shop):
    order = visits.a_visit_left(shop)
    with writing(), connection.cursor() as cursor:
        cursor.execute("UPDATE service_repairorder SET number = '' WHERE id = %s", [order.pk])
    shop.later(hours=60)
    assert queries.calls_due(shop.aftersales_care) == []
    month = figures.month_of(shop.aftersales_care, "2026-11")
    assert figures.called_in_time(shop.aftersales_care, *month).of == 0


def test_who_can_still_be_called_in_time_stands_first_by_the_agreed_hour_then_the_late(shop):
    late = arranging.a_visit_left_at(shop)
    shop.later(days=4)
    evening = arranging.a_visit_left_at(shop, plate="宁Z88K01")
    delivered = shop.today
    second = visits.a_visit_to_pay(shop, "宁Z88K02")
    visits.pay(shop, second)
    delivery.let_out(shop.guard, visits.again(second))
    shop.at(shop.now + timedelta(days=2))
    calls = queries.calls_due(shop.aftersales_care)
    assert [call.order.pk for call in calls] == [evening.pk, second.pk, late.pk]
    assert [call.band for call in calls] == [Band.NOW, Band.NOW, Band.LATE]
    assert calls[0].window.start.date() == delivered + timedelta(days=2)


@pytest.mark.duty("PROC-F-02", "CSR-28")
def test_who_wants_to_be_called_later_is_not_called_now(shop):
    order = arranging.a_visit_left_at(shop)
    agreed = callback.agreed_window(shop.aftersales_care, order)
    shop.at(agreed.start - timedelta(minutes=30))
    assert [call.band for call in queries.calls_due(shop.aftersales_care)] == [Band.LATER]
    shop.at(agreed.start)
    assert [call.band for call in queries.calls_due(shop.aftersales_care)] == [Band.NOW]
    shop.at(agreed.end + timedelta(minutes=1))
    [call] = queries.calls_due(shop.aftersales_care)
    assert (call.missed_hour, call.late) == (True, False)


def test_a_finished_call_is_due_no_more(shop):
    arranging.a_visit_called(shop)
    assert queries.calls_due(shop.aftersales_care) == []


def test_an_unreached_customer_stays_until_his_next_hour(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    record_unreached(shop.aftersales_care, order, reason=Unreached.NO_ANSWER)
    [call] = queries.calls_due(shop.aftersales_care)
    assert (len(call.tries), call.band, call.at > shop.now) == (1, Band.LATER, True)


def test_another_store_s_customers_are_not_called_here(shop):
    arranging.a_visit_left_at(shop)
    assert queries.calls_due(shop.other_store_manager) == []


def test_who_asked_to_be_forgotten_is_not_called(shop):
    order = arranging.a_visit_left_at(shop)
    asked = ask_for_erasure(
        shop.service_advisor,
        order.customer,
        asker=Asker.HIMSELF,
        proof=Proof.IDENTITY_CARD,
        asked_on=shop.service_advisor.today,
    )
    sign_request(shop.customer_relations_manager, asked.subject)
    assert queries.calls_due(shop.aftersales_care) == []


def test_twenty_calls_cost_as_many_questions_as_one(shop):
    care = shop.aftersales_care
    arranging.a_visit_left_at(shop)
    assert care.roles
    with CaptureQueriesContext(connection) as one:
        queries.calls_due(care)
    for number in range(4):
        arranging.a_visit_left_at(shop, plate=f"宁Z88K0{number}")
    shop.later(days=2)
    with CaptureQueriesContext(connection) as five:
        assert len(queries.calls_due(care)) == 5
    assert len(one) == len(five)


@pytest.mark.duty("PROC-F-05")
def test_fifteen_days_before_the_next_service_there_is_one_reminder_however_often_one_asks(shop):
    order = arranging.a_visit_left_at(shop)
    care = shop.aftersales_care
    assert queries.services_due(care) == []
    shop.at(shop.now + (order.next_service_on - shop.today) - timedelta(days=15))
    for _ in range(2):
        [due] = queries.services_due(care)
        assert (due.order, due.follow_up) == (order, None)


@pytest.mark.duty("PROC-F-05")
def test_who_drives_far_is_reminded_by_his_mileage(shop):
    order = arranging.a_visit_left_at(shop)
    km_left = (order.next_service_km or 0) - (order.mileage_km or 0)
    days = km_left // (VehicleModel.objects.get(code="M03").daily_km_mean or 1)
    assert order.next_service_on
    assert shop.today + timedelta(days=days) < order.next_service_on
    shop.later(days=days - 14)
    [due] = queries.services_due(shop.aftersales_care)
    assert (due.by_mileage, due.on) == (True, shop.today + timedelta(days=14))


@pytest.mark.duty("PROC-F-05")
def test_who_is_booked_or_has_been_here_since_is_not_reminded(shop):
    order = arranging.a_visit_left_at(shop)
    shop.at(shop.now + (order.next_service_on - shop.today) - timedelta(days=5))
    book_appointment(shop.service_advisor, order.vehicle, slot_at=shop.now + timedelta(days=2))
    assert queries.services_due(shop.aftersales_care) == []


@pytest.mark.duty("PROC-F-06")
def test_a_safety_item_stands_before_everything_else(shop):
    visits.a_car(shop)
    order = visits.a_visit_finished(shop)
    inspection.pass_leader_check(
        shop.team_leader, order, recommendations=[Recommended("雨刮片"), Recommended("前制动片", safety=True)]
    )
    shop.later(days=14)
    names = [each.name for each in queries.advice_to_offer(shop.aftersales_care, order.vehicle_id)]
    assert names == ["前制动片", "雨刮片"]
