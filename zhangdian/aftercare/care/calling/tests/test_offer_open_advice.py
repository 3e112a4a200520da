"""Work that the car still needs, brought up while we speak."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.calling.actions import AdviceWord, offer_open_advice
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.inspection.actions import Recommended
from zhangdian.frontline.service.models import Advice, Appointment


@pytest.fixture
def brake(shop):
    """A safety item from the last visit."""
    visits.a_car(shop)
    order = visits.a_visit_finished(shop)
    inspection.pass_leader_check(
        shop.team_leader, order, recommendations=[Recommended("前制动片", safety=True)]
    )
    return Advice.objects.get()


@pytest.mark.duty("PROC-F-06", "SA-03")
def test_who_comes_for_it_has_an_appointment_and_it_stays_open_until_done(shop, brake):
    slot = shop.now + timedelta(days=2)
    offer_open_advice(shop.aftersales_care, brake, said=AdviceWord.BOOKED, slot_at=slot)
    booked = Appointment.objects.get()
    assert (booked.slot_at, booked.words) == (slot, "做上次建议的 前制动片")
    brake.refresh_from_db()
    assert (brake.answer, brake.closed_at) == ("later", None)
    assert brake.because.startswith("已约")


@pytest.mark.duty("PROC-F-06", "PROC-D-23")
def test_a_safety_item_put_off_is_put_off_in_his_own_words(shop, brake):
    with refused("涉及安全"):
        offer_open_advice(shop.aftersales_care, brake, said=AdviceWord.LATER)
    offer_open_advice(shop.aftersales_care, brake, said=AdviceWord.LATER, words="下月发工资就换")
    brake.refresh_from_db()
    assert brake.own_words == "下月发工资就换"


@pytest.mark.duty("PROC-F-06")
def test_what_was_done_elsewhere_is_not_brought_up_again(shop, brake):
    offer_open_advice(shop.service_advisor, brake, said=AdviceWord.ELSEWHERE)
    brake.refresh_from_db()
    assert (brake.answer, brake.closed_at) == ("elsewhere", shop.now)
    with refused("已经了结"):
        offer_open_advice(shop.service_advisor, brake, said=AdviceWord.LATER, words="再说再说")


def test_booked_has_a_day_and_an_hour(shop, brake):
    with refused("日期和时间"):
        offer_open_advice(shop.aftersales_care, brake, said=AdviceWord.BOOKED)
