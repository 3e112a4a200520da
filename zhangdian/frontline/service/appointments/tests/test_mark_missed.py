"""The hour has passed and nobody came."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.appointments.actions import book_appointment, mark_missed
from zhangdian.frontline.service.models import Appointment


@pytest.fixture
def appointment(shop):
    car = visits.a_car(shop)
    return book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(hours=1)).subject


@pytest.mark.duty("CSS-12")
def test_after_two_hours_the_clock_marks_it_itself(shop, appointment):
    shop.later(hours=3, minutes=1)
    mark_missed(shop.clock, appointment)
    assert Appointment.objects.get(pk=appointment.pk).state == "missed"


def test_the_customer_may_still_be_on_his_way(shop, appointment):
    shop.later(hours=2)
    with refused("可能在路上"):
        mark_missed(shop.service_advisor, appointment, reason="忘记了")


def test_who_came_has_not_missed_it(shop, appointment):
    shop.later(hours=1)
    visits.a_visit_arrived(shop)
    shop.later(hours=3)
    with refused("已到店"):
        mark_missed(shop.service_advisor, appointment)
