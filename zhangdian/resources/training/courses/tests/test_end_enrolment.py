"""Who was enrolled by mistake has nothing to pass."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.resources.training import desks
from zhangdian.resources.training.courses.actions import end_enrolment, enrol_person
from zhangdian.resources.training.models import Enrolment
from zhangdian.resources.training.tests.arranging import a_course, again


def an_enrolment(shop):
    person, due_on = shop.person("service_advisor"), shop.today + timedelta(days=5)
    enrol_person(shop.internal_trainer, a_course(shop), person=person, due_on=due_on)
    return Enrolment.objects.get()


def test_he_has_nothing_to_pass(shop):
    enrolment = an_enrolment(shop)
    with refused("写原因"):
        end_enrolment(shop.internal_trainer, enrolment, why="")
    end_enrolment(shop.internal_trainer, enrolment, why="报错了人")
    assert desks.courses_to_pass(shop.service_advisor) == []
    with refused("已经取消"):
        end_enrolment(shop.internal_trainer, again(enrolment), why="报错了人")
    enrol_person(shop.internal_trainer, enrolment.course, person=enrolment.person, due_on=enrolment.due_on)


def test_not_by_somebody_who_neither_keeps_nor_stands_above(shop):
    enrolment = an_enrolment(shop)
    with refused("上级取消"):
        end_enrolment(shop.workshop_supervisor, enrolment, why="报错了人")
