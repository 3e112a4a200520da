"""Parts that are not here: not today, or on the day when they are."""

from datetime import timedelta

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import Advice, Appointment
from zhangdian.frontline.service.writeup.actions import put_off_line


@pytest.fixture
def order(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001", "A008"])
    return visits.again(order)


@pytest.mark.duty("PROC-R-19")
def test_the_customer_comes_again_and_that_is_booked_at_once(shop, order):
    line = order.lines.get(operation__code="A008")
    at = shop.now + timedelta(days=1)
    put_off_line(shop.service_advisor, line, come_again_at=at)
    booked = Appointment.objects.get(state="booked")
    assert (booked.slot_at, booked.words, booked.vehicle) == (at, line.name, order.vehicle)
    assert [one.operation.code for one in order.lines.filter(declined_at=None)] == ["A001"]


def test_not_today_is_not_forgotten(shop, order):
    put_off_line(shop.service_advisor, order.lines.get(operation__code="A008"))
    advice = Advice.objects.get()
    assert (advice.operation.code, advice.because, advice.closed_at) == ("A008", "缺料，今天不做", None)
    assert not Appointment.objects.filter(state="booked").exists()
