"""A head who has arranged tomorrow is not reminded again, until something changes."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering import jobs, waiting
from zhangdian.people.organization.rostering.actions import look_ahead
from zhangdian.people.organization.rostering.tests.test_tell_tomorrow import everybody_rests


@pytest.fixture
def evening(shop):
    shop.later(days=5)
    shop.at("16:00")
    jobs.tell_store(shop.clock)
    return shop


@pytest.mark.duty("WSM-02")
def test_having_looked_it_waits_no_more_for_him_and_still_for_the_office(evening):
    assert waiting.gaps_of_tomorrow(evening.service_manager)
    look_ahead(evening.service_manager, how="已指定代理人")
    assert waiting.gaps_of_tomorrow(evening.service_manager) == []
    assert waiting.gaps_of_tomorrow(evening.office_director)


def test_what_comes_up_after_that_is_told_anew(evening):
    look_ahead(evening.front_desk_supervisor, how="没有缺人")
    evening.later(minutes=20)
    everybody_rests(evening, Role.CASHIER)
    jobs.tell_store(evening.clock)
    told = [task.title for task in waiting.gaps_of_tomorrow(evening.front_desk_supervisor)]
    assert "明天没有结算员" in told


def test_the_next_day_is_a_new_one(evening):
    look_ahead(evening.service_manager, how="已指定代理人")
    evening.later(days=7)
    evening.at("16:00")
    jobs.tell_store(evening.clock)
    assert waiting.gaps_of_tomorrow(evening.service_manager)


def test_he_says_how(evening):
    with refused("请选怎么安排的"):
        look_ahead(evening.service_manager, how=" ")
