"""A duty begins with a date that records bear; later than its own text only with a signature."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties import strictness
from zhangdian.management.duties.models import CaseRule
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.management.duties.watching.actions import set_date_rule
from zhangdian.people.organization.roles import Role

CODE = "RNW-33"
"""在保单到期前2个月给客户发短信."""


def dated(shop, days=60, **more):
    given = {
        "code": CODE,
        "role": Role.RENEWAL_SPECIALIST,
        "dated": "insurance.renewal.expires_on",
        "days": days,
        "side": CaseRule.Side.BEFORE,
        "proof": "insurance.text_expiry",
        "reason": "到期前两个月没发的要有人发",
        **more,
    }
    return set_date_rule(shop.office_director, **given)


@pytest.fixture
def store(shop):
    with_duties(shop)
    return shop


@pytest.mark.duty("GM-17")
def test_it_holds_from_today_on(store):
    dated(store)
    rule = CaseRule.objects.get(code=CODE)
    assert (rule.offset, rule.since, rule.span) == (-60, store.today, "那天之前 60 天")


@pytest.mark.parametrize("more", [{"days": 59}, {"side": CaseRule.Side.AFTER}])
def test_later_than_its_text_is_signed_by_the_general_manager(store, more):
    assert dated(store, **more).waits_for_signature
    assert not CaseRule.objects.filter(code=CODE).exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"code": "XX-1"}, "没有 XX-1"),
        ({"code": "STF-15", "ahead": 60}, "已经有逐件的期限"),
        ({"dated": "insurance.renewal.month"}, "从清单里选"),
        ({"role": Role.CASHIER}, "来做"),
        ({"reason": " "}, "为什么"),
        ({"days": 401}, "最多 400 天"),
        ({"ahead": 401}, "最多 400 天"),
        ({"proof": "duties.make_round"}, "凭什么"),
    ],
)
def test_what_nobody_could_keep_is_refused(store, more, told):
    with refused(told):
        dated(store, **more)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("在保单到期前2个月给客户发短信", -60),
        ("到期前7天提醒", -7),
        ("3 天内电话回访", 3),
        ("整理客户资料", None),
    ],
)
def test_a_text_says_how_late_it_may_be(text, days):
    assert strictness.latest_offset(text) == days
