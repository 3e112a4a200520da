"""A review is opened weeks before it is held: what the system filled is drawn anew."""

from tests.support.saying_no import refused
from zhangdian.management.duties.matters.tests.arranging import reported
from zhangdian.management.duties.reviews.actions import draw_input_anew
from zhangdian.management.duties.reviews.tests.arranging import decided, given, left_out, opened, signed

MATTERS = "员工上报的问题和建议"


def test_it_tells_what_is_now(shop):
    meeting = opened(shop)
    assert given(meeting, MATTERS).text.startswith("报了 0 件")
    reported(shop)
    shop.later(hours=1)
    draw_input_anew(shop.general_manager, given(meeting, MATTERS))
    after = given(meeting, MATTERS)
    assert after.text.startswith("报了 1 件")
    assert (after.given_at, after.given_by) == (shop.now, None)


def test_what_the_system_does_not_know_is_written_and_what_is_signed_stays(shop):
    meeting = opened(shop)
    with refused("系统里没有"):
        draw_input_anew(shop.general_manager, given(meeting, "审核结果"))
    with refused("主持人"):
        draw_input_anew(shop.service_manager, given(meeting, MATTERS))
    left_out(shop, meeting)
    decided(shop, meeting)
    signed(shop, meeting)
    with refused("不再改"):
        draw_input_anew(shop.general_manager, given(meeting, MATTERS))
