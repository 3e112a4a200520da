"""A rule is ended, not deleted."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.models import UnderwritingRule
from zhangdian.aftercare.insurance.tables.actions import end_rule


@pytest.mark.duty("NBI-02")
def test_from_its_day_it_refuses_nothing_and_before_it_did(shop):
    rule = UnderwritingRule.objects.get(code="WHEEL_LOSS")
    end_rule(shop.fi_manager, rule, why="保险公司放开了")
    yesterday = shop.today - timedelta(days=1)
    assert rule not in queries.rules_on(shop.fi_manager, shop.today)
    assert rule in queries.rules_on(shop.fi_manager, yesterday)


def test_it_ends_once_with_a_reason(shop):
    rule = UnderwritingRule.objects.get(code="WHEEL_LOSS")
    with refused("要写原因"):
        end_rule(shop.fi_manager, rule, why=" ")
    end_rule(shop.fi_manager, rule, why="保险公司放开了")
    with refused("已经停用"):
        end_rule(shop.fi_manager, UnderwritingRule.objects.get(pk=rule.pk), why="再停一次")


def test_it_does_not_end_before_it_begins(shop):
    rule = UnderwritingRule.objects.get(code="WHEEL_LOSS")
    with refused("还没开始就停用了"):
        end_rule(shop.fi_manager, rule, why="录错了", on=rule.since - timedelta(days=1))
