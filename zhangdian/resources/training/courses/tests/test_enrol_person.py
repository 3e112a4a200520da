"""Somebody learns a course whose post does not ask for it."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.training import desks
from zhangdian.resources.training.courses.actions import enrol_person
from zhangdian.resources.training.sittings.actions import begin_test
from zhangdian.resources.training.tests.arranging import a_course, taken


def enrolled(shop, course, who="service_advisor", by=None, days=5):
    due_on = shop.today + timedelta(days=days)
    return enrol_person(by or shop.internal_trainer, course, person=shop.person(who), due_on=due_on)


@pytest.mark.duty("NBI-04")
def test_who_is_enrolled_may_take_the_test_until_his_day(shop):
    course = a_course(shop)
    with refused("不是您岗位的课", "内训师", "报名"):
        begin_test(shop.service_advisor, course)
    enrolled(shop, course)
    [task] = desks.courses_to_pass(shop.service_advisor)
    assert not task.late(shop.now)
    shop.later(days=6)
    assert desks.courses_to_pass(shop.service_advisor)[0].late(shop.now)
    taken(shop, course, shop.service_advisor)
    assert desks.courses_to_pass(shop.service_advisor) == []


def test_whose_it_is_already_is_not_enrolled(shop):
    course = a_course(shop)
    with refused("已经是", "不用再报"):
        enrolled(shop, course, "renewal_clerk")
    enrolled(shop, course)
    with refused("不用再报"):
        enrolled(shop, course)


def test_by_who_keeps_the_courses_or_stands_above(shop):
    course = a_course(shop)
    enrolled(shop, course, "service_advisor", shop.front_desk_supervisor)
    with refused("上级报名"):
        enrolled(shop, course, "technician", shop.front_desk_supervisor)


def test_a_day_that_is_over_is_refused(shop):
    with refused("今天以后"):
        enrolled(shop, a_course(shop), days=-1)
