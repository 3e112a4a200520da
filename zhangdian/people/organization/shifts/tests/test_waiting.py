"""What the superiors hear in the afternoon of tomorrow."""

from datetime import timedelta

import pytest

from zhangdian.people.organization.certificates import HIGH_VOLTAGE
from zhangdian.people.organization.models import Certificate, Person
from zhangdian.people.organization.shifts import waiting
from zhangdian.people.organization.shifts.tests.arranging import away


def titles(tasks):
    return [task.title for task in tasks]


@pytest.mark.duty("GM-17")
def test_in_the_afternoon_one_hears_which_post_nobody_fills_tomorrow(shop):
    shop.later(days=5)  # Saturday
    shop.at("09:00")
    assert not waiting.gaps_of_tomorrow(shop.service_manager)
    shop.at("14:00")
    told = titles(waiting.gaps_of_tomorrow(shop.service_manager))
    assert "明天没有质量检验员：请指定代理人" in told


def test_when_everybody_who_may_touch_high_voltage_is_away_it_is_told(shop):
    shop.later(days=1)
    shop.at("14:00")
    told = f"明天在岗的人里没有{HIGH_VOLTAGE}证"
    assert told not in titles(waiting.gaps_of_tomorrow(shop.workshop_supervisor))
    holders = Person.objects.filter(pk__in=Certificate.objects.filter(kind=HIGH_VOLTAGE).values("person"))
    for person in holders:
        away(shop, person, since=shop.today + timedelta(days=1), until=shop.today + timedelta(days=1))
    assert told in titles(waiting.gaps_of_tomorrow(shop.workshop_supervisor))
