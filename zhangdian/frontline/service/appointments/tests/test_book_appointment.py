"""A visit booked ahead."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.models import Appointment
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers.actions import change_vehicle


@pytest.mark.duty("SA-03", "CSS-12")
def test_an_appointment_keeps_hour_words_and_channel(shop):
    car, slot = visits.a_car(shop), shop.now + timedelta(hours=26)
    done = book_appointment(
        shop.aftersales_care, car, slot_at=slot, kind=Kind.REPAIR, words=" 异响 ", channel="微信"
    )
    kept = Appointment.objects.get(pk=done.subject.pk)
    assert (kept.state, kept.slot_at, kept.words, kept.channel) == ("booked", slot, "异响", "微信")
    assert kept.booked_at == shop.now


@pytest.mark.duty("SA-17")
def test_the_car_s_own_advisor_has_it(shop):
    car = visits.a_car(shop)
    change_vehicle(shop.service_advisor, car, advisor=shop.person("second_advisor"))
    done = book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(days=1))
    assert done.subject.advisor == shop.person("second_advisor")


def test_an_hour_that_has_passed_is_refused(shop):
    car = visits.a_car(shop)
    with refused("已经过去了"):
        book_appointment(shop.service_advisor, car, slot_at=shop.now - timedelta(hours=1))


def test_next_year_s_hour_is_a_slip(shop):
    car = visits.a_car(shop)
    with refused("核对年份"):
        book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(days=200))


def test_one_car_is_booked_once_at_a_time(shop):
    car, slot = visits.a_car(shop), shop.now + timedelta(days=1)
    book_appointment(shop.service_advisor, car, slot_at=slot)
    with refused("已经有预约了"):
        book_appointment(shop.second_advisor, car, slot_at=slot)
