"""A policy ends before its time: the insurer's sum counts, the rules' sum stands beside it, to the cent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import refunds
from zhangdian.aftercare.insurance.models import Endorsement, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.check import net_premium_is_the_sum_of_its_rows
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, again, begun, checked
from zhangdian.foundation.kernel import clock

FEE = Decimal("0.03")
YEAR = (
    clock.day_bounds(date(2026, 1, 1), clock.CHINA)[0],
    clock.day_bounds(date(2027, 1, 1), clock.CHINA)[0],
)


@pytest.mark.parametrize(
    ("premium", "days", "compulsory", "comes_back"),
    [
        ("665.00", 100, True, "482.81"),
        ("3000.00", 100, False, "2178.08"),
        ("3000.00", 0, False, "2910.00"),
        ("665.00", 0, True, "665.00"),
        ("3000.00", 365, False, "0.00"),
    ],
)
def test_published_cases_to_the_cent(premium, days, compulsory, comes_back):
    ended = YEAR[0] + timedelta(days=days)
    told = refunds.returned(Decimal(premium), *YEAR, ended, compulsory=compulsory, fee=FEE)
    assert told == Decimal(comes_back)


@given(
    some.decimals(Decimal("0.01"), Decimal(99999), places=2),
    some.dates(date(2024, 1, 1), date(2032, 1, 1)),
    some.integers(-40, 400),
    some.booleans(),
)
def test_never_more_than_was_paid_never_less_than_nothing_and_less_by_each_day(premium, first, days, law):
    begins, ends = (clock.day_bounds(each, clock.CHINA)[0] for each in (first, first + timedelta(days=365)))
    told = [
        refunds.returned(premium, begins, ends, begins + timedelta(days=each), compulsory=law, fee=FEE)
        for each in (days, days + 1)
    ]
    assert premium >= told[0] >= told[1] >= 0 or days == 0
    assert premium >= max(told)


def cancelled(shop, policy, **more):
    given = {
        "number": "PD0000009",
        "effective_on": shop.today,
        "why": "卖车",
        "given_back": Decimal("2178.08"),
    }
    return actions.cancel_policy(shop.renewal_clerk, policy, **{**given, **more})


def test_both_sums_stand_in_the_row_and_the_cover_is_over(shop):
    policy = begun(shop, 100)
    cancelled(shop, policy, given_back=Decimal("2100.00"))
    policy = again(policy)
    row = policy.endorsements.get(kind=Endorsement.Kind.CANCELLED)
    assert (row.premium, row.reckoned) == (Decimal("-2100.00"), Decimal("2178.08"))
    assert (policy.state, policy.net_premium) == (Policy.State.CANCELLED, Decimal("900.00"))
    assert list(net_premium_is_the_sum_of_its_rows(shop.store)) == []


def test_compulsory_insurance_ends_early_only_for_the_reasons_of_the_law(shop):
    policy = begun(shop, 100, line=PolicyLine.COMPULSORY, premium=Decimal(665))
    with refused("交强险只有这些情形能退"):
        cancelled(shop, policy, given_back=Decimal("482.81"))
    cancelled(shop, policy, why="车辆注销登记", given_back=Decimal("482.81"))
    assert again(policy).endorsements.get().reckoned == Decimal("482.81")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"number": " "}, "要有保险公司的批单号"),
        ({"why": ""}, "写原因"),
        ({"given_back": Decimal(-1)}, "不能是负数"),
        ({"given_back": Decimal("3000.01")}, "退的比收的还多"),
        ({"effective_on": date(2040, 1, 1)}, "保险期已满"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, wrong, says):
    policy = checked(shop)
    with refused(says):
        cancelled(shop, policy, **wrong)
    assert again(policy).state == Policy.State.CHECKED


def test_not_before_it_was_checked(shop):
    with refused("待复核"):
        cancelled(shop, a_policy(shop))
