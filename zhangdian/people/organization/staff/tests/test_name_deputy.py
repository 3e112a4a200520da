"""A deputy takes over duties, limits and signatures for exactly the days of leave."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.people.organization import limits, queries
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import appoint, employ_person, name_deputy


def stand_in(shop, who, deputy, first=0, last=2, by=None, **more):
    return name_deputy(
        by or getattr(shop, who),
        shop.person(who),
        deputy=shop.person(deputy),
        since=shop.today + timedelta(days=first),
        until=shop.today + timedelta(days=last),
        **more,
    )


def test_for_exactly_these_days(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor", first=1, last=2)
    held = []
    for _ in range(4):
        held.append(Role.WARRANTY_CLERK in shop.front_desk_supervisor.roles)
        shop.later(days=1)
    assert held == [False, True, True, False]


def test_limits_go_with_it(shop):
    assert limits.limit_of(shop.second_advisor).order_discount == Decimal(150)
    stand_in(shop, "front_desk_supervisor", "second_advisor")
    assert limits.limit_of(shop.second_advisor).order_discount == Decimal(500)


def test_what_the_deputy_does_is_done_for_the_principal(shop):
    stand_in(shop, "office_director", "administration_clerk")
    entry = employ_person(shop.administration_clerk, employee_no="N1", name="新人").entry
    assert entry.role == Role.OFFICE_DIRECTOR
    assert entry.acting_for_id == shop.person("office_director").pk


def test_only_on_the_fixed_day_off(shop):
    stand_in(shop, "workshop_supervisor", "technical_director", last=13, rest_days_only=True)
    held = []
    for _ in range(8):
        held.append(Role.WORKSHOP_SUPERVISOR in shop.technical_director.roles)
        shop.later(days=1)
    assert held == [False, True, False, False, False, False, False, False]


def test_who_is_away_is_not_at_work(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor")
    assert shop.person("warranty_clerk") not in queries.at_work(shop.office_director)
    assert queries.on_duty(shop.office_director)[Role.WARRANTY_CLERK] == [
        shop.person("front_desk_supervisor")
    ]


def test_who_stands_above_names_one_for_somebody_ill(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor", by=shop.service_manager)
    with refused("本人、上级或办公室主任"):
        stand_in(shop, "warranty_clerk", "front_desk_supervisor", by=shop.technician)


@pytest.mark.parametrize("who", ["general_manager", "service_manager"])
def test_a_head_of_another_department_does_not(shop, who):
    with refused("本人、上级或办公室主任"):
        stand_in(shop, who, "parts_manager", by=shop.parts_manager)


def test_the_office_names_one_for_the_general_manager_but_never_itself(shop):
    stand_in(shop, "general_manager", "deputy_general_manager", by=shop.office_director)
    with refused("不能指定自己代理"):
        stand_in(shop, "general_manager", "office_director", by=shop.office_director)


def test_a_superior_takes_over_himself(shop):
    stand_in(shop, "warranty_clerk", "front_desk_supervisor", by=shop.front_desk_supervisor)
    assert Role.WARRANTY_CLERK in shop.front_desk_supervisor.roles


def test_above_one_of_his_posts_is_not_above_the_other(shop):
    appoint(shop.office_director, shop.person("warranty_clerk"), role=Role.OFFICE_DIRECTOR)
    with refused("本人、上级或办公室主任"):
        stand_in(shop, "warranty_clerk", "front_desk_supervisor", by=shop.front_desk_supervisor)


def test_nobody_stands_in_for_himself(shop):
    with refused("代理人不能是本人"):
        stand_in(shop, "guide", "guide")


def test_it_ends_after_it_begins_and_not_in_the_past(shop):
    with refused("早于开始"):
        stand_in(shop, "guide", "lounge_host", first=3, last=2)
    with refused("今天或以后"):
        stand_in(shop, "guide", "lounge_host", first=-3, last=-1)


def test_a_deputy_works_in_the_same_store(shop):
    with pytest.raises(NotHere):
        stand_in(shop, "guide", "other_store_advisor")


@pytest.mark.parametrize(
    ("who", "deputy", "why"),
    [
        ("cashier", "service_advisor", "别人做的"),
        ("service_advisor", "cashier", "别人做的"),
        ("finance_manager", "sales_cashier", "出纳"),
        ("parts_manager", "storekeeper", "盘点"),
        ("parts_planner", "storekeeper", "盘点"),
    ],
)
def test_posts_that_must_be_apart_do_not_meet_in_a_deputy(shop, who, deputy, why):
    with refused(shop.person(deputy).name, why):
        stand_in(shop, who, deputy)


def test_for_the_days_of_a_leave_an_inspection_may_be_taken_over(shop):
    stand_in(shop, "quality_inspector", "team_leader")
    assert Role.QUALITY_INSPECTOR in shop.team_leader.roles
