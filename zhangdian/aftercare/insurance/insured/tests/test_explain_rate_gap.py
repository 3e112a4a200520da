"""Each car between the two rates has a reason of its own."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.insured import actions
from zhangdian.aftercare.insurance.insured.tests.arranging import (
    explained,
    gaps_of,
    two_apart,
)


def test_the_later_word_counts(shop):
    check = two_apart(shop)
    for why in ("清单还没出到这张", "保险公司漏了"):
        actions.explain_rate_gap(shop.renewal_clerk, gaps_of(check)[0], why=why)
    gap = gaps_of(check)[0]
    assert (gap.because, gap.said_by_id) == ("保险公司漏了", shop.renewal_clerk.person_id)
    with refused("请写原因"):
        actions.explain_rate_gap(shop.renewal_clerk, gap, why=" ")


def test_of_a_month_that_is_confirmed_nothing_more_is_said(shop):
    check = explained(shop, two_apart(shop))
    actions.confirm_rate_check(shop.renewal_clerk, check)
    with refused("要改请先重开"):
        actions.explain_rate_gap(shop.renewal_clerk, gaps_of(check)[0], why="保险公司漏了")
