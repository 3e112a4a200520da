"""What waits for those who stand at the door and in the lounge, on their home pages."""

from datetime import timedelta

from tests.support.looking import visitor
from tests.support.waiting import told_differently
from zhangdian.doors.simulation import visits
from zhangdian.foundation.ui import queues
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.reception.actions import greet_customer


def tasks(who) -> list[queues.Task]:
    assert told_differently(who) == []
    return queues.waiting_for(visitor(who))


def test_the_guide_sees_whom_to_fetch_until_somebody_came(shop):
    order = visits.a_visit_arrived(shop)
    (task,) = tasks(shop.guide)
    assert (task.title, task.plate, task.late(shop.now)) == ("请一位顾问来接", order.plate, False)
    shop.later(minutes=11)
    assert tasks(shop.guide)[0].late(shop.now)
    greet_customer(shop.service_advisor, order)
    assert tasks(shop.guide) == []


def test_the_guide_looks_out_for_a_booked_car_and_opens_the_entrance_with_it(shop):
    car = visits.a_car(shop)
    book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(hours=2))
    assert tasks(shop.guide) == []
    shop.later(minutes=100)
    (task,) = tasks(shop.guide)
    assert (task.title, task.url) == ("预约 10:00 到", "/entrance?tail=966")
    visits.a_visit_arrived(shop)
    assert [task.title for task in tasks(shop.guide)] == ["请一位顾问来接"]


def test_the_host_sees_who_waits_in_the_lounge_and_until_when(shop):
    order = visits.a_visit_signed(shop)
    assert order.stay == "waits"
    assert order.promised_at
    (task,) = tasks(shop.lounge_host)
    assert (task.title, task.due) == ("在店等，车待派工", order.promised_at)
    shop.at(order.promised_at + timedelta(minutes=1))
    assert tasks(shop.lounge_host)[0].late(shop.now)


def test_the_host_hears_that_a_car_is_ready(shop):
    visits.a_visit_to_pay(shop)
    assert [task.title for task in tasks(shop.lounge_host)] == ["修好了，请到前台"]


def test_what_waits_costs_the_same_for_one_and_for_twelve(shop, django_assert_max_num_queries):
    for number in range(12):
        visits.a_visit_arrived(shop, f"宁Z100{number:02}")
    with django_assert_max_num_queries(6):
        assert len(queues.waiting_for(visitor(shop.guide))) == 12
