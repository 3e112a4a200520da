"""A month that was confirmed wrongly is compared and confirmed anew."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.insured import actions
from zhangdian.aftercare.insurance.insured.tests.arranging import again, explained, two_apart
from zhangdian.aftercare.insurance.models import RateCheck


def test_it_is_open_again_and_says_why(shop):
    check = explained(shop, two_apart(shop))
    actions.confirm_rate_check(shop.renewal_clerk, check)
    with refused("请写为什么重开"):
        actions.reopen_rate_check(shop.renewal_clerk, again(check), why="")
    actions.reopen_rate_check(shop.renewal_clerk, again(check), why="清单换了")
    now = again(check)
    assert (now.state, now.confirmed_at, now.reopened_because) == (RateCheck.State.DRAFT, None, "清单换了")
    actions.redraw_rate_check(shop.renewal_clerk, now)
    actions.confirm_rate_check(shop.renewal_clerk, again(check))
