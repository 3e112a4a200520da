"""A store sets how much time each case has; more than the house's own is signed."""

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties.models import CaseRule
from zhangdian.management.duties.tests.arranging import with_duties
from zhangdian.management.duties.watching.actions import change_case_rule


def rule(shop, code="PROC-D-09"):
    return CaseRule.objects.of(shop.clock).on(shop.today).get(code=code)


def change(shop, minutes=5, days=0, stands=True, code="PROC-D-09", reason="客户多等"):
    return change_case_rule(
        shop.office_director, code=code, minutes=minutes, days=days, stands=stands, reason=reason
    )


def test_less_time_holds_from_today_on(shop):
    with_duties(shop)
    shop.later(days=1)
    change(shop)
    assert rule(shop).minutes == 5
    assert rule(shop).trigger == "service.pass_internal_check"


def test_more_time_or_none_is_signed_by_the_general_manager(shop):
    with_duties(shop)
    shop.later(days=1)
    for how in ({"minutes": 20}, {"minutes": 0, "days": 1}, {"stands": False}):
        assert change(shop, **how).waits_for_signature
    asked = change(shop, minutes=30).subject
    assert asked.effect.startswith("PROC-D-09“")
    assert asked.effect.endswith("”每一件从10 分钟内(营业时间)改为30 分钟内(营业时间)：客户多等")
    assert rule(shop).minutes == 10
    sign_request(shop.general_manager, asked)
    assert rule(shop).minutes == 30


def test_it_is_one_span_of_a_rule_that_is_with_a_word_why(shop):
    with_duties(shop)
    shop.later(days=1)
    with refused("只填一个"):
        change(shop, minutes=5, days=1)
    with refused("最长 60 天"):
        change(shop, minutes=0, days=61)
    with refused("没有 XX-1"):
        change(shop, code="XX-1")
    with refused("为什么"):
        change(shop, reason=" ")
