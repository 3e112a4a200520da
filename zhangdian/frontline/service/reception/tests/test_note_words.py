"""What the customer wants, in his own words."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import Concern
from zhangdian.frontline.service.reception.actions import note_words
from zhangdian.frontline.service.writeup.actions import judge_fault

WORDS = "  过减速带咯噔响，冷车厉害，热了好点\n"


@pytest.mark.duty("PROC-R-12")
def test_they_travel_to_the_technician_as_he_said_them(shop):
    order = visits.a_visit_received(shop, words="先看一下")
    note_words(shop.service_advisor, order, words=WORDS, circumstances="低速、下雨天")
    visits.write_up(shop, order)
    judge_fault(shop.service_advisor, order.concerns.last(), fault=Concern.Fault.DIAGNOSE)
    visits.sign(shop, order)
    visits.dispatch(shop, visits.again(order))
    first, second = visits.again(order).concerns.all()
    assert (first.words, second.words) == ("先看一下", WORDS.strip())
    assert second.circumstances == "低速、下雨天"
    line = order.lines.get(technician=shop.person("technician"))
    assert line.concern == first


def test_an_empty_word_is_none(shop):
    order = visits.a_visit_arrived(shop)
    with refused("原话"):
        note_words(shop.service_advisor, order, words="   ")


@pytest.mark.duty("PROC-R-12")
def test_a_new_word_changes_what_is_shown_for_signature(shop):
    order = visits.a_visit_received(shop)
    before = order.revision
    note_words(shop.service_advisor, order, words="还有胎压灯亮")
    assert visits.again(order).revision == before + 1
