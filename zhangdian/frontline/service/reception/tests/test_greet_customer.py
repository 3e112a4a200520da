"""The advisor takes the car, in the order of the queue."""

from datetime import timedelta

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.reception.actions import greet_customer
from zhangdian.frontline.service.reception.waiting import my_arrivals
from zhangdian.people.customers.actions import change_vehicle

OTHER = "宁Z88K88"
JUMP = "service.queue_jump"


@pytest.mark.duty("PROC-R-04")
def test_who_greets_has_the_car_and_the_minute_is_kept(shop):
    order = visits.a_visit_arrived(shop)
    shop.later(minutes=4)
    greet_customer(shop.second_advisor, order)
    order = visits.again(order)
    assert (order.advisor, order.greeted_at) == (shop.person("second_advisor"), shop.now)


def test_a_customer_is_greeted_once(shop):
    order = visits.a_visit_arrived(shop)
    greet_customer(shop.service_advisor, order)
    with refused("林承志 已经接待了"):
        greet_customer(shop.second_advisor, order)


@pytest.mark.duty("PROC-R-07")
def test_the_second_in_the_queue_is_taken_first_only_with_a_reason(shop):
    visits.a_visit_arrived(shop)
    shop.later(minutes=2)
    second = visits.a_visit_arrived(shop, OTHER)
    with asked(JUMP, "宁Z62966 等得更久"):
        greet_customer(shop.service_advisor, second)
    done = greet_customer(shop.service_advisor, second, because={JUMP: "老人孕妇"})
    assert done.entry.notes["because"] == {JUMP: "老人孕妇"}


@pytest.mark.duty("PROC-R-07")
def test_who_has_an_appointment_for_this_hour_comes_before_who_has_none(shop):
    car = visits.a_car(shop)
    book_appointment(shop.aftersales_care, car, slot_at=shop.now + timedelta(minutes=10))
    without = visits.a_visit_arrived(shop, OTHER)
    shop.later(minutes=11)
    expected = visits.a_visit_arrived(shop)
    with asked(JUMP, "宁Z62966"):
        greet_customer(shop.service_advisor, without)
    greet_customer(shop.service_advisor, expected)
    greet_customer(shop.second_advisor, without)


@pytest.mark.duty("PROC-R-07")
def test_the_quick_lane_passes_the_queue(shop):
    visits.a_visit_arrived(shop)
    shop.later(minutes=1)
    tyre = visits.a_visit_arrived(shop, OTHER, kind=Kind.TYRE)
    greet_customer(shop.service_advisor, tyre)


@pytest.mark.duty("PROC-R-07", "SA-17")
def test_for_ten_minutes_a_car_waits_for_its_own_advisor_then_for_anybody(shop):
    car = visits.a_car(shop)
    change_vehicle(shop.service_advisor, car, advisor=shop.person("second_advisor"))
    visits.a_visit_arrived(shop)
    shop.later(minutes=1)
    third, fourth = visits.a_visit_arrived(shop, OTHER), visits.a_visit_arrived(shop, "宁Z88K89")
    greet_customer(shop.service_advisor, third)
    shop.later(minutes=10)
    with asked(JUMP, "宁Z62966"):
        greet_customer(shop.service_advisor, fourth)


@pytest.mark.duty("PROC-R-07")
def test_the_home_page_greets_by_one_press_and_not_past_the_queue(shop):
    order = visits.a_visit_arrived(shop)
    [task] = my_arrivals(shop.service_advisor)
    assert (task.verb, task.act) == ("接待", f"/act/service.greet_customer/{order.pk}")
    greet_customer(shop.service_advisor, order)
    [task] = my_arrivals(shop.service_advisor)
    assert (task.verb, task.act) == ("环车", "")
