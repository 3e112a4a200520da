"""确认目标: who has a target says that he has seen it; another edition is seen anew."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.clock import month_end
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Acknowledgement
from zhangdian.people.organization.targets.actions import Goal, acknowledge_targets, set_targets
from zhangdian.people.organization.targets.tests.arranging import (
    CARS,
    HOURS,
    PROMISE,
    acknowledged,
    aims,
    split,
    target_of,
)


def waiting(who):
    return [each.figure for each in goals.to_acknowledge(who)]


def behind(who):
    return [each.name for each in goals.people_behind(who)]


@pytest.mark.duty("NBI-01")
def test_his_share_and_the_ratios_of_his_post_wait_until_he_has_seen_them(shop):
    aims(shop, **{CARS: 100, PROMISE: 92, HOURS: 260})
    assert waiting(shop.service_advisor) == [PROMISE]
    split(shop, CARS, service_advisor=100)
    assert sorted(waiting(shop.service_advisor)) == sorted([CARS, PROMISE])
    assert waiting(shop.technician) == []
    acknowledged(shop)
    assert waiting(shop.service_advisor) == []
    row = Acknowledgement.objects.first()
    assert (row.person_id, row.at) == (shop.service_advisor.person_id, shop.now)


@pytest.mark.duty("NBI-01")
def test_a_changed_target_is_seen_again_and_the_old_edition_no_more(shop):
    aims(shop, **{CARS: 100})
    split(shop, CARS, service_advisor=100)
    old = list(goals.to_acknowledge(shop.service_advisor))
    acknowledged(shop)
    aims(shop, reason="旺季", **{CARS: 120})
    assert waiting(shop.service_advisor) == []
    split(shop, CARS, reason="随全店", service_advisor=120)
    assert waiting(shop.service_advisor) == [CARS]
    with refused("刚刚改过"):
        acknowledge_targets(shop.service_advisor, targets=old)
    [_, again] = acknowledged(shop)
    assert again.target.edition == 2


@pytest.mark.duty("NBI-01")
def test_who_leads_them_sees_the_names(shop):
    aims(shop, **{CARS: 100, PROMISE: 92})
    everybody = {shop.person(each).name for each in ("service_advisor", "second_advisor")}
    assert everybody <= set(behind(shop.front_desk_supervisor))
    assert behind(shop.workshop_supervisor) == []
    acknowledged(shop)
    assert shop.person("service_advisor").name not in behind(shop.front_desk_supervisor)
    split(shop, CARS, service_advisor=100)
    assert shop.person("service_advisor").name in behind(shop.front_desk_supervisor)


def test_nobody_acknowledges_what_is_asked_of_another(shop):
    aims(shop, **{CARS: 100})
    split(shop, CARS, service_advisor=100)
    mine = list(goals.to_acknowledge(shop.service_advisor))
    with refused("不是您的"):
        acknowledge_targets(shop.second_advisor, targets=mine)
    with refused("不是您的"):
        acknowledge_targets(shop.service_advisor, targets=[target_of(shop, CARS)])


def test_once_is_enough_and_nothing_is_nothing(shop):
    aims(shop, **{PROMISE: 92})
    mine = list(goals.to_acknowledge(shop.service_advisor))
    with refused("请选要确认的目标"):
        acknowledge_targets(shop.service_advisor, targets=[])
    acknowledged(shop)
    with refused("都确认过了"):
        acknowledge_targets(shop.service_advisor, targets=mine)
    assert Acknowledgement.objects.count() == 1


def test_next_months_may_be_seen_as_soon_as_it_is_set_and_what_is_over_waits_no_more(shop):
    following = month_end(shop.today) + timedelta(days=1)
    set_targets(shop.general_manager, month=following, rows=[Goal(PROMISE, Decimal(95))])
    aims(shop, **{PROMISE: 92})
    assert [each.first for each in goals.to_acknowledge(shop.service_advisor)] == [
        shop.today.replace(day=1),
        following,
    ]
    shop.at(shop.now + (following - shop.today))
    assert [each.first for each in goals.to_acknowledge(shop.service_advisor)] == [following]


def test_a_target_of_everybody_in_the_house_is_no_ones_own(shop):
    aims(shop, **{"duties.kept_in_time": 90})
    assert waiting(shop.service_advisor) == []


def test_the_form_shows_the_numbers_and_leaves_out_what_is_tapped_off(shop):
    aims(shop, **{CARS: 100, PROMISE: 92})
    split(shop, CARS, service_advisor=100)
    form = reverse("ui:act", args=["organization.acknowledge_targets"])
    page = said(look(shop.service_advisor, form))
    assert "11 月 进店 100 台" in page
    press(shop.service_advisor, form, {"targets": [str(target_of(shop, PROMISE).pk)]})
    assert waiting(shop.service_advisor) == [CARS]
