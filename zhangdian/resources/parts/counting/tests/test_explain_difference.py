"""Why shelf and book do not agree."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import close_count, explain_difference
from zhangdian.resources.parts.counting.tests.arranging import a_count, counted, counted_twice, line_for
from zhangdian.resources.parts.tests.arranging import a_part


def test_an_explained_difference_may_be_posted(shop):
    part = a_part(shop, (10, "4.00", 9))
    count = a_count(shop, part)
    counted_twice(shop, count, part, 9, reason="")
    explain_difference(shop.storekeeper, line_for(count, part), reason="发错一件")
    close_count(shop.parts_manager, count)


def test_there_must_be_something_to_explain(shop):
    part = a_part(shop, (10, "4.00", 9))
    count = a_count(shop, part)
    counted(shop, count, part, 10)
    with refused("没有差异"):
        explain_difference(shop.storekeeper, line_for(count, part), reason="发错一件")
