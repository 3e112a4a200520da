"""A course that was ended by mistake is everybody's again."""

from zhangdian.resources.training import desks
from zhangdian.resources.training.courses.actions import end_course, reopen_course
from zhangdian.resources.training.tests.arranging import a_course, again


def test_its_posts_have_it_again(shop):
    course = a_course(shop)
    end_course(shop.internal_trainer, course, why="点错了")
    reopen_course(shop.internal_trainer, again(course))
    assert len(desks.courses_to_pass(shop.renewal_clerk)) == 1
    assert again(course).ended_why == ""
