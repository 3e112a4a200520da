"""A paper is marked when it is handed in, once; who passes has the certificate by the same act."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Entry
from zhangdian.resources.training import figures, queries
from zhangdian.resources.training.models import Sitting
from zhangdian.resources.training.sittings.actions import hand_in
from zhangdian.resources.training.tests.arranging import (
    Sort,
    a_bank,
    a_course,
    a_paper,
    again,
    answered,
    held_until,
    paper_of,
    taken,
)

State = Sitting.State


@pytest.mark.duty("NBI-04", "RNW-18", "CSS-16")
def test_who_passes_has_the_certificate_in_his_file_by_the_same_act(shop):
    sitting = taken(shop, a_course(shop))
    paper = paper_of(shop, shop.renewal_clerk)
    assert (sitting.state, sitting.right, sitting.percent) == (State.PASSED, 2, 100)
    assert sitting.certificate == paper
    entry = Entry.objects.get(action="training.hand_in")
    assert paper.entry_id == entry.pk
    assert paper.number == f"KS{sitting.pk}"


def test_who_does_not_pass_has_none_and_sees_what_was_wrong_and_why(shop):
    sitting = taken(shop, a_course(shop), wrong=1)
    assert (sitting.state, sitting.right) == (State.FAILED, 1)
    assert held_until(shop, shop.renewal_clerk) is None
    page = said(look(shop.renewal_clerk, reverse("training:sitting", args=[sitting.pk])))
    assert "录入的人不能自己复核" in page
    assert "1 / 2" in page
    assert "再考" in page


@pytest.mark.parametrize(("percent", "state"), [(50, State.PASSED), (51, State.FAILED)])
def test_the_mark_is_reached_exactly(shop, percent, state):
    assert taken(shop, a_course(shop, pass_percent=percent), wrong=1).state == state


def test_of_several_all_and_no_other_must_be_chosen(shop):
    a_bank(shop, 2, sort=Sort.SEVERAL, right="AC")
    sitting = taken(shop, a_course(shop), wrong=1)
    assert [each.is_right for each in queries.items_of(sitting)] == [False, True]


def test_a_question_without_an_answer_is_named(shop):
    sitting = a_paper(shop, a_course(shop))
    with refused("第 1、2 题还没答"):
        hand_in(shop.renewal_clerk, sitting)


def test_once_and_by_himself(shop):
    sitting = a_paper(shop, a_course(shop))
    answered(shop.renewal_clerk, sitting)
    with refused("自己答"):
        hand_in(shop.internal_trainer, sitting)
    hand_in(shop.renewal_clerk, sitting)
    with refused("在答"):
        hand_in(shop.renewal_clerk, again(sitting))


@pytest.mark.duty("RNW-18")
def test_the_share_of_tests_that_are_passed_and_what_is_answered_wrong(shop):
    course = a_course(shop, pause_hours=0)
    taken(shop, course, wrong=1)
    shop.later(minutes=1)
    taken(shop, course)
    assert figures.tests_passed(shop.clock, shop.today, shop.today).value == 50
    assert queries.tried(shop.clock, course).percent == 50
    [worst] = queries.most_wrong(shop.clock, course)
    assert worst.wrong == 1


def test_who_leads_sees_his_people_and_others_nothing(shop):
    sitting = taken(shop, a_course(shop))
    for who, there in [
        (shop.fi_manager, True),
        (shop.workshop_supervisor, False),
        (shop.renewal_clerk, True),
    ]:
        assert queries.sittings_open_to(who).filter(pk=sitting.pk).exists() is there
