"""The days around a date are the store's; later, or off, is signed."""

from datetime import timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties.models import CaseRule
from zhangdian.management.duties.tests.arranging import the_clock_looks
from zhangdian.management.duties.watching.actions import change_case_rule, change_date_rule
from zhangdian.management.duties.watching.tests.test_follow_dates import certify, items, store  # noqa: F401

BEFORE = CaseRule.Side.BEFORE


def rule(shop):
    return CaseRule.objects.of(shop.clock).on(shop.today).get(code="STF-15")


def change(shop, days=30, side=BEFORE, ahead=60, stands=True, **more):
    given = {"code": "STF-15", "keeps": 30, "reason": "培训排不上", **more}
    return change_date_rule(shop.office_director, days=days, side=side, ahead=ahead, stands=stands, **given)


@pytest.mark.duty("GM-17")
def test_earlier_holds_from_today_on(store):  # noqa: F811
    store.later(days=1)
    change(store)
    certify(store, 40)
    the_clock_looks(store)
    [item] = items(store)
    assert (rule(store).only, item.day) == ("kind=厂家岗位认证", store.today + timedelta(days=10))


def test_later_or_seen_later_or_off_is_signed_by_the_general_manager(store):  # noqa: F811
    store.later(days=1)
    for how in ({"days": 1, "side": CaseRule.Side.AFTER}, {"ahead": 59}, {"stands": False}):
        assert change(store, **how).waits_for_signature
    asked = change(store, days=0, ahead=10).subject
    assert asked.effect.endswith("从那天，提前 60 天可做改为那天，提前 10 天可做")
    assert rule(store).ahead == 60
    sign_request(store.general_manager, asked)
    assert rule(store).ahead == 10


def test_a_rule_that_is_off_opens_nothing(store):  # noqa: F811
    store.later(days=1)
    sign_request(store.general_manager, change(store, stands=False).subject)
    certify(store, 40)
    the_clock_looks(store)
    assert items(store) == []


def test_it_is_a_rule_that_begins_with_a_date(store):  # noqa: F811
    store.later(days=1)
    with refused("请先定"):
        change(store, code="CSR-11")
    with refused("改日期职责"):
        change_case_rule(
            store.office_director, code="STF-15", minutes=5, days=0, stands=True, reason="错的地方"
        )


def test_the_page_says_from_which_date_and_leads_to_the_change(store):  # noqa: F811
    page = browser_of(store.office_director).get("/duties/cases").content.decode()
    assert "证书有效期到" in page
    assert "那天，提前 60 天可做" in page
    assert "change_date_rule?code=STF-15" in page
