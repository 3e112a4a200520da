"""The customer will not come."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.appointments.actions import book_appointment, cancel_appointment
from zhangdian.frontline.service.models import Appointment


@pytest.fixture
def appointment(shop):
    car = visits.a_car(shop)
    return book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(hours=2)).subject


def test_the_reason_is_kept(shop, appointment):
    cancel_appointment(shop.aftersales_care, appointment, reason="临时有事")
    kept = Appointment.objects.get(pk=appointment.pk)
    assert (kept.state, kept.ended_because) == ("cancelled", "临时有事")


def test_without_a_reason_it_stays_booked(shop, appointment):
    with refused("选一个原因"):
        cancel_appointment(shop.aftersales_care, appointment, reason="  ")
    assert Appointment.objects.get(pk=appointment.pk).state == "booked"


def test_the_same_hour_is_free_again_for_this_car(shop, appointment):
    cancel_appointment(shop.service_advisor, appointment, reason="记错了")
    book_appointment(shop.service_advisor, appointment.vehicle, slot_at=appointment.slot_at)
