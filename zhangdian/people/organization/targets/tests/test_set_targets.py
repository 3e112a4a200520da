"""定目标: the store's figures of a month on one sheet, by who leads it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Target
from zhangdian.people.organization.targets.actions import Goal, set_targets
from zhangdian.people.organization.targets.tests.arranging import CARS, PROMISE, aims, target_of


@pytest.mark.duty("GM-09")
def test_a_month_is_set_on_one_sheet(shop):
    aims(shop, **{CARS: 1400, PROMISE: 92})
    found = goals.goals_of(shop.general_manager, shop.today.replace(day=1))
    assert {name: each.value for (name, _, _), each in found.found.items()} == {CARS: 1400, PROMISE: 92}
    assert target_of(shop, CARS).set_by_id == shop.general_manager.person_id


def test_a_changed_target_is_a_new_edition_with_its_reason(shop):
    aims(shop, **{CARS: 1400, PROMISE: 92})
    with refused("已经定为 1,400 台：要改请写原因"):
        aims(shop, **{CARS: 1500})
    aims(shop, reason="新店分流", **{CARS: 1300, PROMISE: 92})
    now = target_of(shop, CARS)
    assert (now.value, now.edition, now.reason) == (Decimal(1300), 2, "新店分流")
    first = Target.objects.get(figure=CARS, edition=1)
    assert first.value == 1400
    assert first.replaced_at == now.set_at
    assert target_of(shop, PROMISE).edition == 1


def test_last_months_target_is_never_rewritten(shop):
    last_month = shop.today.replace(day=1) - timedelta(days=1)
    with refused("已经过去"):
        set_targets(shop.general_manager, month=last_month, rows=[Goal(CARS, Decimal(9))])


def test_the_same_numbers_change_nothing(shop):
    aims(shop, **{CARS: 1400})
    with refused("没有改动"):
        aims(shop, **{CARS: 1400})


@pytest.mark.parametrize("value", ["-1", "10.5"])
def test_a_number_that_the_figure_has_not_is_refused(shop, value):
    with refused("不对"):
        set_targets(shop.general_manager, month=shop.today, rows=[Goal(CARS, Decimal(value))])


def test_a_figure_that_nobody_declared_is_refused(shop):
    with refused("没有这个指标"):
        set_targets(shop.general_manager, month=shop.today, rows=[Goal("service.nothing", Decimal(1))])


def test_a_figure_stands_on_the_sheet_once(shop):
    with refused("填了两次"):
        set_targets(shop.general_manager, month=shop.today, rows=[Goal(CARS, Decimal(1))] * 2)
