"""撤回确认: pressed by mistake, it waits for him again."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization import goals
from zhangdian.people.organization.targets.actions import take_back_acknowledgement
from zhangdian.people.organization.targets.tests.arranging import CARS, PROMISE, acknowledged, aims, split


@pytest.fixture
def seen(shop):
    aims(shop, **{PROMISE: 92})
    [found] = acknowledged(shop)
    return found


def test_it_waits_for_him_again_and_both_stay_in_the_books(shop, seen):
    take_back_acknowledgement(shop.service_advisor, seen, why="点错了，要先谈")
    seen.refresh_from_db()
    assert (seen.taken_back_at, seen.why) == (shop.now, "点错了，要先谈")
    assert goals.to_acknowledge(shop.service_advisor).count() == 1
    [again] = acknowledged(shop)
    assert again.pk != seen.pk


def test_it_is_his_own_once_and_says_why(shop, seen):
    with refused("由本人撤回"):
        take_back_acknowledgement(shop.second_advisor, seen, why="替他撤")
    with refused("为什么撤回"):
        take_back_acknowledgement(shop.service_advisor, seen, why=" ")
    take_back_acknowledgement(shop.service_advisor, seen, why="点错了")
    seen.refresh_from_db()
    with refused("已经撤回"):
        take_back_acknowledgement(shop.service_advisor, seen, why="再撤")


def test_of_an_old_edition_or_a_month_that_is_over_it_stays(shop, seen):
    aims(shop, **{CARS: 100})
    split(shop, CARS, service_advisor=100)
    later = acknowledged(shop)[-1]
    aims(shop, reason="旺季", **{CARS: 110})
    split(shop, CARS, reason="随全店", service_advisor=110)
    later.refresh_from_db()
    with refused("按新的目标"):
        take_back_acknowledgement(shop.service_advisor, later, why="点错了")
    shop.later(days=40)
    with refused("已经过去"):
        take_back_acknowledgement(shop.service_advisor, seen, why="点错了")
