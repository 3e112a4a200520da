"""Another hour, or other words."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.appointments.actions import (
    book_appointment,
    cancel_appointment,
    change_appointment,
)
from zhangdian.frontline.service.models import Appointment


@pytest.fixture
def appointment(shop):
    car = visits.a_car(shop)
    return book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(days=1)).subject


@pytest.mark.duty("SA-03")
def test_the_old_hour_stays_in_the_journal(shop, appointment):
    earlier, later = appointment.slot_at, appointment.slot_at + timedelta(hours=3)
    done = change_appointment(shop.service_advisor, appointment, slot_at=later, words="改下午")
    kept = Appointment.objects.get(pk=appointment.pk)
    assert (kept.slot_at, kept.words) == (later, "改下午")
    [old, new] = done.entry.changes[f"service.appointment#{appointment.pk}"]["slot_at"]
    assert (old, new) == (earlier.isoformat(), later.isoformat())


def test_it_cannot_be_moved_into_the_past(shop, appointment):
    with refused("已经过去了"):
        change_appointment(shop.service_advisor, appointment, slot_at=shop.now - timedelta(hours=1), words="")


def test_a_cancelled_one_is_booked_anew(shop, appointment):
    cancel_appointment(shop.service_advisor, appointment, reason="临时有事")
    with refused("已取消"):
        change_appointment(shop.service_advisor, appointment, slot_at=shop.now + timedelta(days=2), words="")
