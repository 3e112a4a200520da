"""It was written twice, or is not wanted any more."""

from tests.support.saying_no import refused
from zhangdian.aftercare.care import figures
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.actions import withdraw_inquiry
from zhangdian.aftercare.care.inquiries.tests.arranging import answered, asked, fresh


def test_it_waits_for_nobody_and_counts_nowhere(shop):
    inquiry = asked(shop)
    withdraw_inquiry(shop.customer_care, inquiry, why="记重了")
    assert (fresh(inquiry).state, fresh(inquiry).withdrawn_why) == ("withdrawn", "记重了")
    assert desks.inquiries_of_mine(shop.customer_care) == []
    assert figures.inquiries(shop.customer_relations_manager, shop.today, shop.today).value == 0


def test_it_says_why_and_is_his_who_answers(shop):
    with refused("撤销要写原因"):
        withdraw_inquiry(shop.customer_care, asked(shop), why="")
    with refused("由郑念慈答复"):
        withdraw_inquiry(shop.cashier, asked(shop), why="记重了")


def test_what_was_answered_stays(shop):
    with refused("已答复"):
        withdraw_inquiry(shop.customer_care, answered(shop), why="记重了")
