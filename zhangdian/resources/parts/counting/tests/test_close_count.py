"""Differences become movements, with the signatures that their worth asks for."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import close_count, explain_difference
from zhangdian.resources.parts.counting.tests.arranging import a_count, counted, counted_twice, line_for
from zhangdian.resources.parts.models import Movement, StockCount
from zhangdian.resources.parts.queries import on_hand
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue, lots_of, sign


@pytest.mark.duty("PTM-15")
def test_without_a_second_count_it_is_refused_and_then_waits_for_signatures(shop):
    part = a_part(shop, (10, "60.00", 9))
    count = a_count(shop, part)
    counted(shop, count, part, 9)
    with refused("复点"):
        close_count(shop.storekeeper, count)
    counted(shop, count, part, 9, by=shop.second_storekeeper, reason="找不到")
    done = close_count(shop.storekeeper, count)
    sign(shop.parts_manager, done)
    assert on_hand(shop.clock, [part])[part.pk] == 10
    sign(shop.finance_manager, done)
    assert on_hand(shop.clock, [part])[part.pk] == 9


def test_a_difference_explained_otherwise_since_it_was_asked_is_signed_anew(shop):
    part = a_part(shop, (10, "60.00", 9))
    count = a_count(shop, part)
    counted_twice(shop, count, part, 9)
    done = close_count(shop.storekeeper, count)
    explain_difference(shop.storekeeper, line_for(count, part), reason="发错货，已追回")
    with refused("申请之后内容已经变了"):
        sign(shop.parts_manager, done)
        sign(shop.finance_manager, done)
    assert on_hand(shop.clock, [part])[part.pk] == 10


def test_every_shelf_must_be_counted(shop):
    part = a_part(shop, bin="Q-7")
    count = a_count(shop, part)
    with refused("还有 1 个货位没点", "Q-7"):
        close_count(shop.storekeeper, count)


def test_a_count_that_agrees_needs_no_signature(shop):
    part = a_part(shop, (10, "60.00", 9))
    count = a_count(shop, part)
    counted(shop, count, part, 10)
    close_count(shop.storekeeper, count)
    assert StockCount.objects.get(pk=count.pk).state == StockCount.State.CLOSED
    assert not Movement.objects.filter(lot__part=part, kind="adjust").exists()


def test_what_moved_after_the_counting_does_not_matter_to_the_difference(shop):
    part = a_part(shop, (10, "4.00", 9))
    requisition = a_requisition(shop, (part, 3))
    count = a_count(shop, part)
    counted_twice(shop, count, part, 9)
    issue(shop, requisition, 3)
    close_count(shop.parts_manager, count)
    assert lots_of(part) == [(6, Decimal("24.00"))]


@pytest.mark.duty("PTM-15")
def test_many_small_differences_are_together_a_great_one(shop):
    parts = [a_part(shop, (9, "49.00", 9)) for _ in range(11)]
    count = a_count(shop, *parts)
    for part in parts:
        counted_twice(shop, count, part, 8)
    assert close_count(shop.parts_manager, count).subject.needed == "FNM"


def test_a_difference_has_a_reason(shop):
    part = a_part(shop, (10, "4.00", 9))
    count = a_count(shop, part)
    counted_twice(shop, count, part, 9, reason="")
    with refused("差异要写原因"):
        close_count(shop.parts_manager, count)
