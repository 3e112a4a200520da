"""A technician begins two cars at once, two desks book one car: a person works at one place (R4a)."""

from datetime import timedelta
from itertools import pairwise

from tests.support.copies import at_once, raised
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.models import Appointment, ClockRecord
from zhangdian.frontline.service.workshop.actions import start_work
from zhangdian.frontline.service.workshop.tests.arranging import a_dispatched_visit, line_of

PLATES = ("宁Z10001", "宁Z10002", "宁Z10003")


def test_whoever_begins_three_cars_at_once_is_at_one_and_no_minute_counts_twice(own_shop):
    shop = own_shop
    lines = [line_of(a_dispatched_visit(shop, plate)) for plate in PLATES]
    answers = at_once(
        *(lambda line=line: start_work(shop.technician, line, as_received=True) for line in lines)
    )
    assert [each for each in raised(answers) if not isinstance(each, Refusal)] == []
    clocks = ClockRecord.objects.filter(technician=shop.person("technician")).order_by("started_at", "pk")
    assert clocks.filter(ended_at=None).count() == 1
    assert [one for one, after in pairwise(clocks) if one.ended_at and one.ended_at > after.started_at] == []
    assert list(map(str, violations([shop.store]))) == []


def test_a_car_that_three_desks_book_at_once_has_one_appointment(own_shop):
    shop = own_shop
    car, slot = visits.a_car(shop), shop.now + timedelta(days=1)
    desks = (shop.service_advisor, shop.second_advisor, shop.front_desk_supervisor)
    answers = at_once(*(lambda desk=desk: book_appointment(desk, car, slot_at=slot) for desk in desks))
    assert [type(each) for each in raised(answers)] == [Refusal] * 2
    assert Appointment.objects.filter(vehicle=car).count() == 1
