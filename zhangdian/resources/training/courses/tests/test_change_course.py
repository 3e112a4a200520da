"""Other terms count from now on; a post that is taken off has nothing to pass any more."""

from zhangdian.people.organization.roles import Role
from zhangdian.resources.training import desks
from zhangdian.resources.training.courses.actions import change_course
from zhangdian.resources.training.models import CoursePost, Sitting
from zhangdian.resources.training.tests.arranging import a_course, a_paper

TERMS = {
    "name": "电脑出单规程",
    "topics": ["出单规程"],
    "count": 1,
    "pass_percent": 50,
    "certificate": "出单规程证",
}


def test_papers_that_were_drawn_keep_their_mark(shop):
    course = a_course(shop)
    sitting = a_paper(shop, course)
    change_course(shop.internal_trainer, course, **TERMS, posts=[Role.RENEWAL_SPECIALIST])
    assert (Sitting.objects.get(pk=sitting.pk).pass_percent, sitting.asked) == (100, 2)


def test_other_posts_have_it_from_today(shop):
    course = a_course(shop)
    change_course(shop.internal_trainer, course, **TERMS, posts=[Role.NEW_CAR_INSURANCE])
    assert desks.courses_to_pass(shop.renewal_clerk) == []
    assert len(desks.courses_to_pass(shop.new_car_insurance)) == 1
    ended = CoursePost.objects.get(course=course, role=Role.RENEWAL_SPECIALIST)
    assert ended.ended_on == shop.today
    change_course(shop.internal_trainer, course, **TERMS, posts=[Role.RENEWAL_SPECIALIST])
    assert len(desks.courses_to_pass(shop.renewal_clerk)) == 1
