"""Arrival by plate opens a draft order."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.frontline.service import ball
from zhangdian.frontline.service.appointments.actions import book_appointment, cancel_appointment
from zhangdian.frontline.service.models import Appointment, RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.reception.actions import identify_car, receive_vehicle
from zhangdian.frontline.service.writeup.actions import set_choices
from zhangdian.people.customers.actions import change_vehicle, refer_customer
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure, use_again
from zhangdian.people.customers.models import Vehicle


@pytest.mark.duty("PROC-R-04", "PROC-R-09", "SA-17")
def test_a_plate_is_enough_and_the_file_gives_the_rest(shop):
    car = visits.a_car(shop)
    change_vehicle(shop.service_advisor, car, advisor=shop.person("service_advisor"))
    order = receive_vehicle(shop.guide, plate="宁z 62966").subject
    assert (order.state, order.vehicle, order.customer) == (RepairOrder.State.DRAFT, car, car.owner)
    assert (order.arrived_at, order.advisor) == (shop.now, shop.person("service_advisor"))


@pytest.mark.duty("PROC-R-04")
def test_from_the_first_minute_the_car_is_in_somebody_s_hands(shop):
    order = visits.a_visit_arrived(shop)
    shop.later(minutes=6)
    held = ball.ball_of(visits.again(order), [])
    assert (held.who, held.minutes(shop.now)) == ("服务顾问", 6)


def test_an_unknown_car_is_registered_with_its_plate_alone(shop):
    order = receive_vehicle(shop.guard, plate="宁Z88K88").subject
    assert Vehicle.objects.get(plate="宁Z88K88").is_bare
    assert order.customer_id is None


def test_what_is_no_plate_is_refused(shop):
    with refused("车牌"):
        receive_vehicle(shop.guide, plate="IIII")


@pytest.mark.duty("PROC-R-12")
def test_today_s_appointment_comes_with_its_words_kind_and_advisor(shop):
    car = visits.a_car(shop)
    booked = book_appointment(
        shop.aftersales_care,
        car,
        slot_at=shop.now + timedelta(hours=2),
        kind=Kind.REPAIR,
        words="过坎异响",
        advisor=shop.person("second_advisor"),
    ).subject
    order = receive_vehicle(shop.guide, plate=visits.PLATE).subject
    assert (order.appointment, order.kind) == (booked, Kind.REPAIR)
    assert order.advisor == shop.person("second_advisor")
    assert order.concerns.get().words == "过坎异响"
    assert Appointment.objects.get(pk=booked.pk).state == "arrived"


def test_tomorrow_s_appointment_stays_booked(shop):
    car = visits.a_car(shop)
    booked = book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(days=1)).subject
    assert visits.a_visit_arrived(shop).appointment_id is None
    assert Appointment.objects.get(pk=booked.pk).state == "booked"


def test_an_appointment_brings_the_car_for_which_it_was_made(shop):
    car = visits.a_car(shop)
    booked = book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(hours=1)).subject
    with refused("宁Z62966", "不是 宁Z88K88"):
        receive_vehicle(shop.guide, plate="宁Z88K88", appointment=booked)


def test_a_cancelled_appointment_brings_no_car(shop):
    car = visits.a_car(shop)
    booked = book_appointment(shop.service_advisor, car, slot_at=shop.now + timedelta(hours=1)).subject
    cancel_appointment(shop.service_advisor, booked, reason="临时有事")
    with refused("已取消"):
        receive_vehicle(shop.guide, plate=visits.PLATE, appointment=booked)


def test_a_car_is_here_once(shop):
    visits.a_visit_arrived(shop)
    with refused("已经在店里了"):
        receive_vehicle(shop.guide, plate=visits.PLATE)


@pytest.mark.duty("PROC-R-29")
def test_last_time_s_habits_are_not_asked_again(shop):
    visits.a_car(shop)
    first = visits.a_visit_received(shop)
    visits.write_up(shop, first)
    Choice = RepairOrder
    set_choices(
        shop.service_advisor,
        first,
        wash=Choice.Wash.NO,
        old_parts=Choice.OldParts.TAKE,
        pay=Choice.Pay.CARD,
        stay=Choice.Stay.LEAVES,
    )
    visits.sign(shop, first)
    visits.take_home(shop, first)
    shop.later(days=90)
    again = visits.a_visit_arrived(shop)
    assert (again.wash, again.old_parts, again.pay, again.stay) == ("no", "take", "card", "leaves")


def test_a_key_tag_is_a_number_on_a_tag(shop):
    with refused("1 到 200"):
        visits.a_visit_arrived(shop, key_tag=-3)
    assert visits.a_visit_arrived(shop, key_tag=12).things.get().thing == "key"


def test_the_car_of_who_asked_to_be_forgotten_comes_in_and_he_is_not_named(shop):
    owner = visits.a_customer(shop)
    car = visits.a_car(shop, owner=owner)
    refer_customer(shop.service_advisor, desk="RNW", wish="问续保", customer=owner)
    asked = ask_for_erasure(
        shop.service_advisor, owner, asker=Asker.HIMSELF, proof=Proof.CALLED_BACK, asked_on=shop.today
    )
    sign_request(shop.customer_relations_manager, asked.subject)
    order = visits.a_visit_arrived(shop, car.plate)
    assert order.customer is None
    page = look(shop.service_advisor, reverse("service:walk_around", args=[order.pk])).content.decode()
    assert "车主限制使用" in page
    assert "先做“恢复使用”" in page
    for his in ("邹雪梅", "16110000005"):
        assert his not in page
    with refused("恢复使用"):
        identify_car(shop.service_advisor, order, name="邹雪梅", phone="16110000005")
    use_again(shop.service_advisor, owner, asker=Asker.HIMSELF, proof=Proof.CALLED_BACK)
    identify_car(shop.service_advisor, order, name="邹雪梅", phone="16110000005")
    assert visits.again(order).customer == owner
