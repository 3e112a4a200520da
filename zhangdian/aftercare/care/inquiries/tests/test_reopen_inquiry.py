"""The answer did not do."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries import desks
from zhangdian.aftercare.care.inquiries.actions import reopen_inquiry, score_inquiry
from zhangdian.aftercare.care.inquiries.tests.arranging import answer, answered, asked, fresh


@pytest.mark.duty("CSR-03")
def test_it_is_owed_again_with_new_minutes_and_counted(shop):
    inquiry = answered(shop)
    shop.later(hours=2)
    reopen_inquiry(shop.aftersales_care, inquiry, words="会员卡丢了怎么办")
    again = fresh(inquiry)
    assert (again.state, again.reopened, again.answer) == ("open", 1, "")
    assert again.due_at == shop.now + timedelta(minutes=60)
    assert again.question.endswith("又问：会员卡丢了怎么办")
    assert len(desks.inquiries_of_mine(shop.customer_care)) == 1
    shop.later(minutes=7)
    assert answer(shop, again).minutes == 7


def test_a_score_is_not_shaken_off_by_it(shop):
    inquiry = answered(shop)
    score_inquiry(shop.aftersales_care, inquiry, score=1)
    reopen_inquiry(shop.customer_care, fresh(inquiry), words="还是没说清楚")
    assert fresh(inquiry).score == 1


def test_it_says_what_is_not_clear_and_was_answered(shop):
    with refused("没答清楚"):
        reopen_inquiry(shop.customer_care, answered(shop), words="")
    with refused("待答复"):
        reopen_inquiry(shop.customer_care, asked(shop), words="还是没说清楚")
