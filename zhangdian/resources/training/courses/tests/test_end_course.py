"""A course that is ended is nobody's to pass; its certificates hold until their day."""

from tests.support.saying_no import refused
from zhangdian.resources.training import desks
from zhangdian.resources.training.courses.actions import end_course
from zhangdian.resources.training.sittings.actions import begin_test
from zhangdian.resources.training.tests.arranging import a_course, again, paper_of, taken


def test_nobody_has_it_any_more(shop):
    course = a_course(shop)
    taken(shop, course)
    with refused("写原因"):
        end_course(shop.internal_trainer, course, why="")
    end_course(shop.internal_trainer, again(course), why="内容过时")
    assert desks.courses_to_pass(shop.renewal_clerk) == []
    assert paper_of(shop, shop.renewal_clerk) is not None
    with refused("在用"):
        begin_test(shop.renewal_clerk, again(course))
