"""A superior says what does not count, and who held it up."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, walk, with_duties
from zhangdian.management.duties.watching.actions import excuse_due_item

Excused, Standing = DueItem.Excused, DueItem.Standing


@pytest.fixture
def late(shop):
    with_duties(shop)
    shop.at("13:00")
    the_clock_looks(shop)
    return item(shop, "WSM-05")


def test_the_superior_says_that_it_did_not_apply(shop, late):
    excuse_due_item(shop.service_manager, late, excused=Excused.NOT_APPLICABLE, why="当天没有这项业务")
    assert item(shop, "WSM-05").standing_at(shop.now) is Standing.NOT_APPLICABLE


def test_what_was_prevented_is_charged_to_who_held_it_up(shop, late):
    excuse_due_item(shop.service_manager, late, excused=Excused.PREVENTED, why="设备坏了", held_by="供应商")
    found = item(shop, "WSM-05")
    assert (found.standing_at(shop.now), found.held_by) == (Standing.PREVENTED, "供应商")
    with refused("已经认过"):
        excuse_due_item(shop.service_manager, found, excused=Excused.NOT_APPLICABLE, why="x")


def test_prevented_without_a_name_is_refused(shop, late):
    with refused("被谁挡住"):
        excuse_due_item(shop.service_manager, late, excused=Excused.PREVENTED, why="设备坏了")


def test_nobody_excuses_himself(shop, late):
    with refused("自己的不能自己免"):
        excuse_due_item(shop.workshop_supervisor, late, excused=Excused.NOT_APPLICABLE, why="忙")


def test_what_is_done_needs_no_excuse(shop):
    with_duties(shop)
    the_clock_looks(shop)
    walk(shop)
    the_clock_looks(shop)
    with refused("已经做了"):
        excuse_due_item(shop.service_manager, item(shop, "WSM-05"), excused=Excused.NOT_APPLICABLE, why="x")
