"""A paper is drawn when it is begun, of each topic alike, and tells no answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.resources.training import desks, queries
from zhangdian.resources.training.sittings.actions import begin_test, hand_in
from zhangdian.resources.training.tests.arranging import (
    a_bank,
    a_course,
    a_paper,
    answered,
    held_until,
    taken,
)


def test_each_topic_gives_as_many_as_the_others_while_it_has_them(shop):
    a_bank(shop, 9, topic="甲")
    a_bank(shop, 2, topic="乙")
    sitting = a_paper(shop, a_course(shop, topics=["甲", "乙"], count=7))
    topics = [each.edition.question.topic for each in queries.items_of(sitting)]
    assert (topics.count("甲"), topics.count("乙")) == (5, 2)
    assert len({each.edition_id for each in queries.items_of(sitting)}) == 7


def test_the_paper_tells_no_answer_before_it_is_handed_in(shop):
    a_bank(shop, 2, explanation="解析在这里", source="出处在这里", options=("甲", "乙", "丙"))
    course = a_course(shop)
    sitting = a_paper(shop, course)
    address = reverse("training:sitting", args=[sitting.pk])
    page = said(look(shop.renewal_clerk, address))
    assert "解析在这里" not in page
    assert "出处在这里" not in page
    assert page.count('aria-pressed="false"') == 6
    others = said(look(shop.internal_trainer, address))
    assert "丙" not in others
    answered(shop.renewal_clerk, sitting)
    hand_in(shop.renewal_clerk, sitting)
    assert "解析在这里" in said(look(shop.renewal_clerk, address))


def test_one_paper_at_a_time(shop):
    course = a_course(shop)
    sitting = a_paper(shop, course)
    with refused("没交的"):
        begin_test(shop.renewal_clerk, course)
    [task] = desks.courses_to_pass(shop.renewal_clerk)
    assert task.url == reverse("training:sitting", args=[sitting.pk])


def test_after_a_test_that_was_not_passed_there_is_a_pause(shop):
    course = a_course(shop, pause_hours=5)
    taken(shop, course, wrong=1)
    with refused("13:00 以后再考"):
        begin_test(shop.renewal_clerk, course)
    shop.later(hours=5)
    begin_test(shop.renewal_clerk, course)


@pytest.mark.duty("RNW-18")
def test_a_certificate_that_ends_in_ten_days_lists_the_retest_and_no_day_is_lost(shop):
    course = a_course(shop, retest_days=14)
    taken(shop, course)
    until = held_until(shop, shop.renewal_clerk)
    assert (until.month, until.day, until.year) == (shop.today.month, shop.today.day, shop.today.year + 1)
    with refused("可以重考"):
        begin_test(shop.renewal_clerk, course)
    assert desks.courses_to_pass(shop.renewal_clerk) == []
    shop.at(shop.now + (until - shop.today) - timedelta(days=10))
    [task] = desks.courses_to_pass(shop.renewal_clerk)
    assert "该重考" in task.title
    assert not task.late(shop.now)
    taken(shop, course)
    assert held_until(shop, shop.renewal_clerk).year == until.year + 1
    assert desks.courses_to_pass(shop.renewal_clerk) == []


def test_what_never_ends_is_not_tested_again(shop):
    course = a_course(shop, valid_months=0)
    taken(shop, course)
    with refused("长期有效"):
        begin_test(shop.renewal_clerk, course)
