"""What lies there, compared with the book of that very instant."""

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.resources.parts.counting.tests.arranging import a_count, counted, line_for
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, issue


def test_the_book_is_read_at_the_instant_of_counting(shop):
    part = a_part(shop, (10, "10", 9))
    count = a_count(shop, part)
    issue(shop, a_requisition(shop, (part, 4)), 4)
    counted(shop, count, part, 6)
    line = line_for(count, part)
    assert (line.expected, line.difference) == (6, 0)


def test_what_agrees_is_counted_once(shop):
    part = a_part(shop, (10, "10", 9))
    count = a_count(shop, part)
    counted(shop, count, part, 10)
    with refused("账实相符"):
        counted(shop, count, part, 9)


def test_a_difference_is_counted_again_by_somebody_else_and_then_no_more(shop):
    part = a_part(shop, (10, "10", 9))
    count = a_count(shop, part)
    counted(shop, count, part, 9)
    with asked("parts.second_count_by_somebody_else"):
        counted(shop, count, part, 9)
    counted(shop, count, part, 9, by=shop.second_storekeeper)
    with refused("已经复点过"):
        counted(shop, count, part, 10)


@pytest.mark.parametrize("who", ["parts_manager", "parts_planner"])
def test_who_signs_for_the_difference_or_orders_does_not_count(shop, who):
    part = a_part(shop, (10, "10", 9))
    count = a_count(shop, part)
    with refused("清点由配件管理员来做"):
        counted(shop, count, part, 9, by=getattr(shop, who))
    assert line_for(count, part).times == 0
