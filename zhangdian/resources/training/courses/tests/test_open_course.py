"""A course is everybody's who holds one of its posts, with a day until which it is passed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.doors.simulation.people import Part, take_on
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.ui import queues
from zhangdian.foundation.ui.waits import count
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training import desks, figures, learning
from zhangdian.resources.training.courses.actions import open_course
from zhangdian.resources.training.learning import How
from zhangdian.resources.training.tests.arranging import a_bank, a_course, taken

LEARNING = next(
    each for name, each in queues._queues.items() if name.endswith("training.desks.courses_to_pass")
)


def newcomer(shop, number="T900"):
    store = Store.objects.get(pk=shop.store_id)
    return Context(store.pk, take_on(store, number, Part("newcomer", Role.RENEWAL_SPECIALIST, "新来的")))


def on_the_rail(who):
    """As the database counts it for every page."""
    assert LEARNING.counts is not None
    [told] = count(who, [LEARNING.counts])
    return told.count, told.late


@pytest.mark.duty("RNW-19", "CSS-16")
def test_whoever_is_appointed_has_it_with_a_day_until_he_has_passed(shop):
    course = a_course(shop, due_days=14)
    shop.later(days=40)
    new = newcomer(shop)
    [task] = desks.courses_to_pass(new)
    assert course.name in task.title
    [mine] = learning.standings(new, people=[new.person_id])
    assert (mine.how, mine.due_on) == (How.DUE, shop.today + timedelta(days=14))
    assert on_the_rail(new) == (1, False)
    shop.later(days=15)
    assert on_the_rail(new) == (1, True)
    assert desks.courses_to_pass(new)[0].late(shop.now)
    taken(shop, course, new)
    assert desks.courses_to_pass(new) == []
    assert on_the_rail(new) == (0, False)


@pytest.mark.duty("RNW-19")
def test_the_rate_of_training_counts_him_until_he_has_passed(shop):
    course = a_course(shop)
    assert figures.posts_trained(shop.clock, shop.today, shop.today).of == 1
    assert figures.posts_trained(shop.clock, shop.today, shop.today).count == 0
    taken(shop, course)
    assert figures.posts_trained(shop.clock, shop.today, shop.today).value == 100
    newcomer(shop)
    assert figures.posts_trained(shop.clock, shop.today, shop.today).value == 50


@pytest.mark.parametrize(
    "role",
    [
        pytest.param(Role.WARRANTY_CLERK, marks=pytest.mark.duty("WCL-01", "WCL-17")),
        pytest.param(Role.STOREKEEPER, marks=pytest.mark.duty("PTK-13")),
        pytest.param(Role.SERVICE_ADVISOR, marks=pytest.mark.duty("SA-31")),
        pytest.param(Role.INFORMATION_CONSULTANT, marks=pytest.mark.duty("ISC-01")),
        pytest.param(Role.PARTS_MANAGER, marks=pytest.mark.duty("PTM-10")),
        pytest.param(Role.CUSTOMER_CARE, marks=pytest.mark.duty("CSR-21")),
    ],
)
def test_any_post_may_have_one_tested_each_year(shop, role):
    course = a_course(shop, posts=[role])
    who = shop.in_role(role)
    assert on_the_rail(who) == (1, False)
    sitting = taken(shop, course, who)
    assert sitting.certificate.expires_on.year == shop.today.year + 1
    assert on_the_rail(who) == (0, False)


def test_a_post_that_does_not_ask_for_it_has_nothing(shop):
    a_course(shop)
    assert desks.courses_to_pass(shop.service_advisor) == []
    assert on_the_rail(shop.service_advisor) == (0, False)


def test_a_test_that_could_not_be_drawn_is_refused(shop):
    a_bank(shop, 3)
    with refused("一共只有 3 题", "抽不出 5 题"):
        a_course(shop, count=5)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"pass_percent": 0}, "1 到 100"),
        ({"valid_months": 121}, "120 个月"),
        ({"certificate": " "}, "发什么证书"),
        ({"topics": []}, "考哪些科目"),
        ({"place": "insurance.nowhere"}, "没有这个地方"),
    ],
)
def test_terms_under_which_nobody_could_pass_are_refused(shop, more, told):
    with refused(told):
        a_course(shop, **more)


def test_a_second_of_the_same_name_is_refused(shop):
    a_course(shop)
    with refused("已经有叫这个名字的课程"):
        a_course(shop)


def test_ten_people_cost_as_many_queries_as_one(shop):
    a_course(shop)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            learning.standings(shop.clock)
        return len(queries)

    before = asked()
    for number in range(9):
        newcomer(shop, f"T91{number}")
    assert asked() == before


def test_everybody_reads_its_page_and_who_leads_sees_the_results(shop):
    course = a_course(shop)
    taken(shop, course, wrong=1)
    address = reverse("training:course", args=[course.pk])
    assert "谁学会了" not in said(look(shop.service_advisor, address))
    seen = said(look(shop.internal_trainer, address))
    assert "谁学会了" in seen
    assert "错得最多的题" in seen
    assert "100%" in seen
    assert shop.person("renewal_clerk").name in seen


@pytest.mark.duty("CSR-21")
def test_the_matrix_says_who_holds_which_until_when(shop):
    course = a_course(shop)
    address = reverse("training:matrix")
    assert "待通过" in said(look(shop.fi_manager, address))
    taken(shop, course)
    assert "通过 <b>1 / 1</b>" in said(look(shop.fi_manager, address))
    assert shop.person("renewal_clerk").name not in said(look(shop.workshop_supervisor, address))


def test_it_is_opened_on_the_page(shop):
    a_bank(shop, 2)
    page = said(look(shop.fi_manager, reverse("ui:act", args=["training.open_course"])))
    assert "出单规程 2 题" in page
    assert "登记保单（要证书）" in page
    assert open_course.open_to(shop.fi_manager, shop.fi_manager.standing)
