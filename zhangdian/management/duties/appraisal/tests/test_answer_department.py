"""A department's month against its targets: its head answers, until the general manager has signed."""

import pytest
from django.db import connection
from django.http import Http404
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import not_here, refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import brought
from zhangdian.foundation.kernel.records import writing
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.management.duties import desks
from zhangdian.management.duties.appraisal import actions, check, departments
from zhangdian.management.duties.appraisal.tests.arranging import again, opened
from zhangdian.management.duties.models import DepartmentScore
from zhangdian.people.organization.roles import Department, Role
from zhangdian.people.organization.targets.tests import arranging as aiming


def score_of(shop, department=Department.SERVICE) -> DepartmentScore:
    """November of a department, with a target for the promises kept."""
    aiming.aims(shop, **{aiming.CARS: 100, aiming.PROMISE: 92})
    opened(shop)
    found: DepartmentScore = DepartmentScore.objects.get(department=department)
    return found


@pytest.mark.duty("OFD-03")
def test_its_figures_stand_with_their_targets_and_records(shop):
    score = score_of(shop)
    promise = score.figures.get(figure=aiming.PROMISE)
    assert promise.target == 92
    assert promise.value is None
    assert promise.is_met is None
    for each in score.figures.all():
        assert brought.read(each.events).measured(each.of).value == each.value


@pytest.mark.duty("OFD-03")
def test_its_head_is_asked_and_answers_and_may_answer_again(shop):
    score = score_of(shop)
    asked = [each.url for each in desks.departments_to_answer(shop.service_manager)]
    assert f"/duties/appraisals/departments/{score.pk}" in asked
    actions.answer_department(shop.service_manager, score, words="人手少了两个")
    actions.answer_department(shop.service_manager, again(score), words="人手少了两个，下月补齐")
    found = again(score)
    assert (found.state, found.answer) == (DepartmentScore.State.ANSWERED, "人手少了两个，下月补齐")
    assert found.answered_by == shop.person("service_manager")


def test_only_its_head_and_with_words(shop):
    score = score_of(shop)
    with refused("服务经理、前台主管答复"):
        actions.answer_department(shop.general_manager, score, words="不归我")
    with not_here():
        actions.answer_department(shop.parts_manager, score, words="不归我")
    with refused("请写部门的话"):
        actions.answer_department(shop.service_manager, score, words=" ")


def test_who_leads_another_department_does_not_see_it(shop):
    score = score_of(shop)
    url = f"/duties/appraisals/departments/{score.pk}"
    assert browser_of(shop.service_manager).get(url).status_code == 200
    assert browser_of(shop.general_manager).get(url).status_code == 200
    assert browser_of(shop.parts_manager).get(url).status_code == 404
    assert browser_of(shop.service_advisor).get(url).status_code == 404


def test_list_and_record_say_the_same_for_every_post(shop):
    score = score_of(shop)
    for role in Role:
        who = shop.in_role(role)
        assert (score in departments.scores_open_to(who)) is score.is_open_to(who), role


def test_a_value_that_does_not_follow_from_its_records_is_found(shop):
    score = score_of(shop)
    assert list(check.departments_are_those_of_their_events(shop.store)) == []
    with writing(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE duties_departmentfigure SET value = 55.5 WHERE score_id = {score.pk}")
    assert list(check.departments_are_those_of_their_events(shop.store))


def test_each_figure_opens_the_records_of_which_it_was_made(shop):
    visits.a_visit_left(shop)
    score = score_of(shop)
    figure = score.figures.get(figure="service.cars_left")
    page = said(look(shop.service_manager, reverse("duties:departmentscore", args=[score.pk])))
    url = reverse("duties:departmentfigure", args=[figure.pk])
    assert url in page
    page = said(look(shop.service_manager, url))
    assert f"{RepairOrder.objects.get()}" in page
    assert RepairOrder.objects.get().plate[2:] in page
    assert "1 条" in page
    with pytest.raises(Http404):
        look(shop.parts_manager, url)
