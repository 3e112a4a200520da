"""Confirmed and explained, or: only a full check will tell."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Concern
from zhangdian.frontline.service.reception.actions import note_words
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.frontline.service.writeup.actions import add_lines, judge_fault

Fault = Concern.Fault


@pytest.mark.duty("PROC-R-13")
def test_what_was_confirmed_and_said_is_kept_with_the_customer_s_words(shop):
    order = visits.a_visit_received(shop)
    words = order.concerns.get()
    judge_fault(shop.service_advisor, words, fault=Fault.CONFIRMED, explained="前片剩 3 mm，自费")
    words.refresh_from_db()
    assert (words.fault, words.explained) == ("confirmed", "前片剩 3 mm，自费")


@pytest.mark.duty("PROC-R-12", "PROC-R-16")
def test_words_without_a_line_or_a_diagnosis_are_asked_about_before_signing(shop):
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order)
    note_words(shop.service_advisor, order, words="跑高速抖")
    with asked("service.faults_are_judged", "跑高速抖"):
        visits.sign(shop, order)
    judge_fault(shop.service_advisor, order.concerns.last(), fault=Fault.DIAGNOSE)
    visits.sign(shop, order)


@pytest.mark.duty("PROC-R-16", "PROC-R-23", "PROC-R-30")
def test_after_a_diagnosis_the_repair_needs_a_second_word(shop):
    order = visits.a_visit_received(shop, words="发动机灯亮")
    add_lines(shop.service_advisor, order, wanted=[Wanted("D002", concern_id=order.concerns.get().pk)])
    judge_fault(shop.service_advisor, order.concerns.get(), fault=Fault.DIAGNOSE)
    visits.sign(shop, order)
    assert order.lines.get().is_diagnosis
    visits.dispatch(shop, visits.again(order))
    visits.start(shop, visits.again(order))
    workshop.propose_extra_work(shop.service_advisor, order, wanted=[Wanted("D006")])
    coil = order.lines.get(is_extra=True)
    with refused("还没授权"):
        workshop.dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"), only=[coil])
    workshop.authorize_extra_work(
        shop.service_advisor, order, agreed=[coil], means=Means.PHONE, spoken_by="车主本人"
    )
    coil.refresh_from_db()
    workshop.dispatch(shop.workshop_supervisor, order, technician=shop.person("technician"), only=[coil])
