"""Its parts are not here: not today, or on a day when they are."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service import lines
from zhangdian.frontline.service.models import Advice, Appointment
from zhangdian.frontline.service.writeup.actions import put_off_line


@pytest.fixture
def order(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001", "B001"])
    return visits.again(order)


@pytest.mark.duty("PROC-R-19", "SA-08")
def test_another_day_is_booked_at_once_and_today_s_sum_is_without_it(shop, order):
    service, brakes = order.lines.all()
    come = shop.now + timedelta(days=4)
    put_off_line(shop.service_advisor, brakes, come_again_at=come)
    booked = Appointment.objects.get(vehicle=order.vehicle)
    assert (booked.slot_at, booked.words) == (come, brakes.name)
    assert [line.pk for line in lines.live_lines(order)] == [service.pk]
    assert visits.again(order).revision == order.revision + 1


@pytest.mark.duty("PROC-R-19")
def test_not_today_is_remembered_on_the_car(shop, order):
    put_off_line(shop.service_advisor, order.lines.last())
    advice = Advice.objects.get()
    assert (advice.name, advice.because, advice.closed_at) == ("更换前制动片", "缺料，今天不做", None)
    assert not Appointment.objects.exists()


def test_what_he_signed_is_not_put_off_here(shop):
    order = visits.a_visit_signed(shop)
    with refused("待派工"):
        put_off_line(shop.service_advisor, order.lines.first())
