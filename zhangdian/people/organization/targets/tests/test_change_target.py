"""改目标: another value as a new edition, with its reason."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.figures import FIGURES, Whose
from zhangdian.people.organization import goals
from zhangdian.people.organization.targets.actions import change_target
from zhangdian.people.organization.targets.tests.arranging import CARS, aims, split, target_of


@pytest.mark.duty("GM-09")
def test_every_edition_stays_with_its_reason(shop):
    aims(shop, **{CARS: 100})
    change_target(shop.general_manager, target_of(shop, CARS), value=Decimal(90), reason="停电三天")
    change_target(shop.general_manager, target_of(shop, CARS), value=Decimal(95), reason="补回来一些")
    editions = goals.editions_of(shop.general_manager, FIGURES[CARS], shop.today.replace(day=1), Whose())
    assert [(each.edition, each.value, each.reason) for each in editions] == [
        (3, Decimal(95), "补回来一些"), (2, Decimal(90), "停电三天"), (1, Decimal(100), ""),
    ]  # fmt: skip


def test_it_needs_a_reason_and_another_value(shop):
    aims(shop, **{CARS: 100})
    target = target_of(shop, CARS)
    with refused("要改请写原因"):
        change_target(shop.general_manager, target, value=Decimal(90), reason=" ")
    with refused("和现在的目标一样"):
        change_target(shop.general_manager, target, value=Decimal(100), reason="再想想")


def test_a_persons_share_is_changed_by_splitting(shop):
    aims(shop, **{CARS: 100})
    split(shop, CARS, service_advisor=100)
    mine = target_of(shop, CARS, Whose(person=shop.service_advisor.person_id))
    with refused("合计才对得上"):
        change_target(shop.general_manager, mine, value=Decimal(80), reason="少一点")


def test_an_old_edition_is_not_changed(shop):
    aims(shop, **{CARS: 100})
    old = target_of(shop, CARS)
    aims(shop, reason="旺季", **{CARS: 120})
    with refused("已经改过"):
        change_target(shop.general_manager, old, value=Decimal(80), reason="少一点")
