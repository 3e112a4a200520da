"""Who was called brings what the system does not know."""

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.doors.simulation.visits import a_photo
from zhangdian.management.duties.reviews.actions import leave_out_input, supply_input
from zhangdian.management.duties.reviews.tests.arranging import (
    decided,
    given,
    left_out,
    missing,
    opened,
    signed,
)


def test_a_called_one_writes_it_and_adds_the_pages(shop):
    meeting = opened(shop)
    service = shop.service_manager
    supply_input(
        service, given(meeting, "审核结果"), text="厂家检查两次，无不合格", photos=[a_photo(service)]
    )
    assert "审核结果" not in missing(meeting)
    page = browser_of(shop.general_manager).get(f"/duties/meetings/{meeting.pk}").content.decode()
    assert "厂家检查两次，无不合格" in page
    assert "/photo" in page


def test_not_who_has_nothing_to_do_with_it_and_not_without_words(shop):
    meeting = opened(shop)
    with refused("请来的人"):
        supply_input(shop.cashier, given(meeting, "审核结果"), text="没有问题")
    with refused("请写内容"):
        supply_input(shop.service_manager, given(meeting, "审核结果"), text=" ")


def test_what_was_left_out_comes_after_all_and_what_is_signed_stays(shop):
    meeting = opened(shop)
    leave_out_input(shop.general_manager, given(meeting, "审核结果"), why="还没有结果")
    supply_input(shop.office_director, given(meeting, "审核结果"), text="刚收到")
    assert given(meeting, "审核结果").left_out == ""
    left_out(shop, meeting)
    decided(shop, meeting)
    signed(shop, meeting)
    with refused("不再改"):
        supply_input(shop.service_manager, given(meeting, "审核结果"), text="再补一条")
