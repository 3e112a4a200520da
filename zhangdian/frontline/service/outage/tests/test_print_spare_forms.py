"""Blank forms with numbers lie ready before anything is down."""

from datetime import timedelta

import pytest

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.invariants import numbers_have_no_gaps
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.models import SpareForm
from zhangdian.frontline.service.outage.actions import print_spare_forms
from zhangdian.frontline.service.reception.actions import receive_vehicle
from zhangdian.people.organization.models import Store


def numbers():
    return list(SpareForm.objects.values_list("number", flat=True))


def test_each_has_its_number_and_two_packs_never_share_one(shop):
    print_spare_forms(shop.service_advisor, count=2)
    print_spare_forms(shop.front_desk_supervisor, count=1)
    assert numbers() == ["BY261123-0001", "BY261123-0002", "BY261123-0003"]
    assert not list(numbers_have_no_gaps(Store.objects.get(pk=shop.store_id)))


@pytest.mark.parametrize("count", [0, 31])
def test_a_pack_is_for_a_day_of_cars(shop, count):
    with refused("1 到 30 张"):
        print_spare_forms(shop.service_advisor, count=count)


def test_the_pack_has_bookings_cars_here_fast_movers_and_the_forms(shop):
    here = visits.a_visit_signed(shop)
    print_spare_forms(shop.service_advisor, count=2)
    page = said(look(shop.service_advisor, "/outage/pack"))
    assert all(number in page for number in numbers())
    assert here.number in page
    assert "常用件" in page


def test_its_bookings_stand_by_their_hour_whether_the_car_came_or_not(shop):
    first = visits.a_car(shop, "宁Z11111")
    second = visits.a_car(shop, "宁Z22222", owner=first.owner)
    came = book_appointment(shop.service_advisor, first, slot_at=shop.now + timedelta(hours=1)).subject
    book_appointment(shop.service_advisor, second, slot_at=shop.now + timedelta(hours=2))
    receive_vehicle(shop.guide, plate=first.plate, appointment=came)
    booked = said(look(shop.service_advisor, "/outage/pack")).partition("在店的车")[0]
    assert booked.index("11111") < booked.index("22222")
