"""分解目标: a target goes whole to the people of a department, ratios to nobody apart."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.figures import FIGURES, Whose
from zhangdian.people.organization import goals
from zhangdian.people.organization.targets.actions import Share, split_target
from zhangdian.people.organization.targets.tests.arranging import CARS, HOURS, PROMISE, aims, split, target_of


@pytest.mark.duty("SLM-01", "GM-09")
def test_what_is_split_equals_what_was_set(shop):
    aims(shop, **{CARS: 100})
    with refused("合计 95 台，全店定的是 100 台：还差 5 台"):
        split(shop, CARS, service_advisor=95)
    with refused("多了 2 台"):
        split(shop, CARS, service_advisor=102)
    split(shop, CARS, service_advisor=100)
    mine = Whose("service", shop.service_advisor.person_id)
    month = goals.goals_of(shop.service_advisor, shop.today.replace(day=1))
    assert month.of(FIGURES[CARS], mine).value == 100
    assert month.gap_of(target_of(shop, CARS)) == 0


def test_a_ratio_is_the_same_for_everybody(shop):
    aims(shop, **{PROMISE: 92})
    with refused("每个人都按同一个目标"):
        split(shop, PROMISE, service_advisor=92)
    month = goals.goals_of(shop.service_advisor, shop.today.replace(day=1))
    for whose in (Whose("service"), Whose("service", shop.service_advisor.person_id)):
        assert month.of(FIGURES[PROMISE], whose).value == 92


def test_a_target_of_one_department_is_that_departments(shop):
    aims(shop, **{CARS: 100})
    month = goals.goals_of(shop.service_advisor, shop.today.replace(day=1))
    assert month.of(FIGURES[CARS], Whose("service")).value == 100
    assert month.of(FIGURES[CARS], Whose("service", shop.service_advisor.person_id)) is None


def test_the_head_of_another_department_does_not_split_it(shop):
    aims(shop, **{HOURS: 300})
    with refused("车间的目标由服务经理、车间主管分到人"):
        split(shop, HOURS, shop.parts_manager, technician=300)
    split(shop, HOURS, shop.workshop_supervisor, technician=300)


def test_it_goes_to_people_of_the_department_only(shop):
    aims(shop, **{CARS: 100})
    with refused("不在这个部门"):
        split(shop, CARS, technician=100)


def test_nobody_stands_in_it_twice(shop):
    aims(shop, **{CARS: 100})
    row = Share(Decimal(50), person=shop.person("service_advisor"))
    with refused("填了两行"):
        split_target(shop.service_manager, target_of(shop, CARS), rows=[row, row])


def test_after_the_stores_target_changed_it_is_split_again(shop):
    aims(shop, **{CARS: 100})
    old = target_of(shop, CARS)
    split(shop, CARS, service_advisor=100)
    aims(shop, reason="旺季", **{CARS: 120})
    month = goals.goals_of(shop.service_manager, shop.today.replace(day=1))
    assert month.gap_of(target_of(shop, CARS)) == 20
    with refused("按新的目标"):
        split_target(
            shop.service_manager, old, rows=[Share(Decimal(100), person=shop.person("service_advisor"))]
        )
    with refused("要改请写原因"):
        split(shop, CARS, service_advisor=120)
    split(shop, CARS, reason="随全店", service_advisor=120)
    again = target_of(shop, CARS, Whose(person=shop.service_advisor.person_id))
    assert (again.value, again.edition) == (Decimal(120), 2)


def test_of_several_departments_the_general_manager_splits_first(shop):
    both = FIGURES[HOURS]
    object.__setattr__(both, "departments", ("workshop", "service"))
    try:
        aims(shop, **{HOURS: 300})
        rows = [Share(Decimal(250), "workshop"), Share(Decimal(50), "service")]
        with refused("由总经理分到部门"):
            split_target(shop.service_manager, target_of(shop, HOURS), rows=rows)
        split_target(shop.general_manager, target_of(shop, HOURS), rows=rows)
        part = target_of(shop, HOURS, Whose("workshop"))
        split_target(
            shop.workshop_supervisor, part, rows=[Share(Decimal(250), person=shop.person("technician"))]
        )
        assert goals.goals_of(shop.general_manager, shop.today.replace(day=1)).gap_of(part) == 0
    finally:
        object.__setattr__(both, "departments", ("workshop",))


def test_a_month_that_is_over_is_not_split_again(shop):
    aims(shop, **{CARS: 100})
    target = target_of(shop, CARS)
    shop.later(days=40)
    with refused("已经过去"):
        split_target(
            shop.service_manager, target, rows=[Share(Decimal(100), person=shop.person("service_advisor"))]
        )


def test_shares_are_proposed_as_the_work_went_and_make_the_whole(shop):
    weights = [Decimal(each) for each in (7, 5, 1)]
    assert sum(goals.in_proportion(Decimal(100), weights, Decimal(1))) == 100
    assert goals.in_proportion(Decimal(10), [Decimal(0)] * 3, Decimal(1)) == [4, 3, 3]
