"""Who holds a post, who works today, and which post nobody fills tomorrow."""

from datetime import timedelta

import pytest

from zhangdian.people.organization import queries
from zhangdian.people.organization.roles import REPORTS_TO, Role, role_named, superiors_of
from zhangdian.people.organization.staff.tests.test_name_deputy import stand_in


def test_who_has_his_day_off_does_not_work(shop):
    at_work = queries.at_work(shop.clock)
    assert shop.person("service_advisor") in at_work
    shop.later(days=1)  # Tuesday, his day off
    assert shop.person("service_advisor") not in queries.at_work(shop.clock)
    assert shop.person("second_advisor") in queries.on_duty(shop.clock)[Role.SERVICE_ADVISOR]


def test_a_post_that_nobody_fills_tomorrow_is_named_tonight(shop):
    sunday = shop.today + timedelta(days=6)
    asked = [Role.QUALITY_INSPECTOR, Role.GUARD]
    assert queries.posts_without_anybody(shop.clock, asked, sunday) == [Role.QUALITY_INSPECTOR]
    stand_in(shop, "quality_inspector", "team_leader", last=13, rest_days_only=True)
    assert not queries.posts_without_anybody(shop.clock, asked, sunday)


def test_the_holders_of_a_post(shop):
    assert queries.holders(shop.clock, Role.SERVICE_ADVISOR) == [
        shop.person("service_advisor"),
        shop.person("second_advisor"),
    ]


def test_on_duty_costs_the_same_for_all_posts(shop, django_assert_num_queries):
    with django_assert_num_queries(4):
        queries.on_duty(shop.clock)


def test_every_line_ends_at_the_board():
    for role in Role:
        if role is not Role.CHIEF_EXECUTIVE:
            assert superiors_of(role)[-1] is Role.CHIEF_EXECUTIVE, role
    assert superiors_of(Role.TECHNICIAN)[:2] == [Role.WORKSHOP_SUPERVISOR, Role.SERVICE_MANAGER]
    assert set(REPORTS_TO) | {Role.CHIEF_EXECUTIVE} == set(Role)


@pytest.mark.parametrize(
    ("text", "role"),
    [("SA", "SA"), ("业务接待", "SA"), ("客服专员（服务）", "CSS"), ("车间主任", "WSM"), ("厨师", None)],
)
def test_a_post_goes_by_its_names(text, role):
    assert role_named(text) == (Role(role) if role else None)
