"""Agreed rates by day; which of them reckons a policy."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import commissions
from zhangdian.aftercare.insurance.commission.tests.arranging import DUE, a_rate, insurer, some_policies
from zhangdian.aftercare.insurance.models import CommissionRate, Endorsement, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests.arranging import endorsed_covers
from zhangdian.foundation.kernel.refusals import Refusal


def due(shop, policy):
    policy = Policy.objects.get(pk=policy.pk)
    return commissions.still_owed(shop.clock, insurer(), [policy])[policy.pk][1]


@pytest.mark.duty("RNW-14")
def test_a_policy_is_reckoned_by_the_row_of_its_day_of_signing(shop):
    [policy] = some_policies(shop, 1)
    assert due(shop, policy) is None
    a_rate(shop, "10", since=shop.today - timedelta(days=400))
    a_rate(shop)
    a_rate(shop, "30", since=shop.today + timedelta(days=1))
    assert due(shop, policy) == DUE


def test_a_row_of_its_own_desk_goes_before_one_of_both(shop):
    [policy] = some_policies(shop, 1)
    a_rate(shop, "15", desk="renewal", since=shop.today - timedelta(days=200))
    a_rate(shop, "40", desk="new")
    a_rate(shop)
    assert due(shop, policy) == Decimal("424.53")


def test_the_premium_with_vat_where_the_agreement_says_so(shop):
    [policy] = some_policies(shop, 1)
    a_rate(shop, base=CommissionRate.Base.GROSS)
    assert due(shop, policy) == Decimal("600.00")


def test_what_the_customer_got_back_takes_its_commission_with_it(shop):
    a_rate(shop)
    [policy] = some_policies(shop, 1)
    policies.endorse_policy(
        shop.renewal_clerk, policy, kind=Endorsement.Kind.COVERS, effective_on=shop.today, what="减车损险",
        number="PD001122", premium=Decimal(-1060), covers=endorsed_covers(policy, but="VEHICLE_DAMAGE"),
    )  # fmt: skip
    assert due(shop, policy) == Decimal("366.04")


def test_of_another_line_it_says_nothing(shop):
    a_rate(shop, line=PolicyLine.COMPULSORY)
    [policy] = some_policies(shop, 1)
    assert due(shop, policy) is None


def test_without_a_source_twice_a_day_or_beyond_a_hundred_it_is_refused(shop):
    with refused("请写依据"):
        a_rate(shop, source=" ")
    a_rate(shop)
    with pytest.raises((Refusal, ValidationError), match="已有费率"):
        a_rate(shop, "25")
    with pytest.raises((Refusal, ValidationError), match="0 到 100"):
        a_rate(shop, "101", desk="new")
