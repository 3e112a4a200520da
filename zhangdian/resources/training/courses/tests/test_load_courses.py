"""The house's examples: three courses with their steps, for the insurance desks."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training import places
from zhangdian.resources.training.courses import ledgers
from zhangdian.resources.training.courses.actions import load_courses
from zhangdian.resources.training.models import Course
from zhangdian.resources.training.questions.actions import load_questions
from zhangdian.resources.training.questions.ledgers import house_questions
from zhangdian.resources.training.sittings.actions import begin_test


@pytest.mark.duty("NBI-04", "RNW-19")
def test_each_can_be_learnt_and_drawn(shop):
    load_questions(shop.fi_manager, rows=house_questions())
    load_courses(shop.fi_manager, rows=ledgers.house_courses())
    courses = list(Course.objects.order_by("pk"))
    assert len(courses) == 3
    for course in courses:
        assert course.example
        assert course.place in places.PLACES
        assert len(course.steps.get().lines) >= 5
        assert course.posts.filter(role=Role.RENEWAL_SPECIALIST).exists()
    due = [each for each in courses if each.certificate != "保险出单"]
    for course in due:
        assert begin_test(shop.renewal_clerk, course).subject.asked == course.count


def test_the_same_again_is_refused(shop):
    load_courses(shop.fi_manager, rows=ledgers.house_courses())
    with refused("都有了"):
        load_courses(shop.fi_manager, rows=ledgers.house_courses())
