"""How far a post goes alone, from a day on."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.tables.actions import set_underwriting_limit
from zhangdian.people.organization.roles import Role


@pytest.mark.duty("NBI-09")
def test_the_limit_in_force_is_that_of_the_day(shop):
    begins = shop.today + timedelta(days=3)
    set_underwriting_limit(
        shop.fi_manager, role=Role.RENEWAL_SPECIALIST, premium_max=Decimal(8000), uses=["FAM"], since=begins
    )
    now = queries.limits_on(shop.fi_manager, shop.today)["RNW"]
    then = queries.limits_on(shop.fi_manager, begins)["RNW"]
    assert now.allows(Decimal(20_000), "ENT", False)
    assert not then.allows(Decimal(8_001), "FAM", False)
    assert not then.allows(Decimal(8_000), "ENT", False)
    assert not then.allows(Decimal(8_000), "FAM", True)
    assert then.allows(Decimal(8_000), "FAM", False)


def test_a_manager_does_not_set_his_own(shop):
    with refused("由总经理定"):
        set_underwriting_limit(shop.fi_manager, role=Role.FI_MANAGER, premium_max=Decimal(999_999))
    set_underwriting_limit(shop.general_manager, role=Role.FI_MANAGER, premium_max=Decimal(80_000))


def test_only_who_takes_quotes_has_one(shop):
    with refused("不用定承保权限"):
        set_underwriting_limit(shop.fi_manager, role=Role.SERVICE_ADVISOR, premium_max=Decimal(1))


def test_it_is_no_debt_and_once_a_day(shop):
    with refused("不能是负数"):
        set_underwriting_limit(shop.fi_manager, role=Role.RENEWAL_SPECIALIST, premium_max=Decimal(-1))
    tomorrow = shop.today + timedelta(days=1)
    given = {"role": Role.RENEWAL_SPECIALIST, "premium_max": Decimal(8000), "since": tomorrow}
    set_underwriting_limit(shop.fi_manager, **given)
    with refused("已经定过一次"):
        set_underwriting_limit(shop.fi_manager, **given)
