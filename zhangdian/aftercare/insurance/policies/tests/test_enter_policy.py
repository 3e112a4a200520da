"""A policy is entered as the insurer issued it: right car and dates, an approved insurer, nothing twice."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import terms
from zhangdian.aftercare.insurance.models import Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.check import no_two_policies_cover_one_instant
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy, checked
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.foundation.kernel import clock


@pytest.mark.duty("NBI-06")
def test_it_covers_a_year_from_midnight_to_midnight_and_says_who_answers_for_it(shop):
    policy = a_policy(shop, starts_on=date(2028, 2, 29), signed_on=shop.today)
    zone = shop.clock.standing.zone
    assert policy.starts_at == clock.instant(date(2028, 2, 29), time(), zone)
    assert terms.last_day_of(policy.ends_at) == date(2029, 2, 27)
    assert policy.entered_by == shop.person("renewal_clerk")
    assert policy.state == Policy.State.ENTERED


def test_cover_that_begins_at_once_keeps_its_minute(shop):
    policy = a_policy(shop, starts_on=shop.today, starts_at=time(14, 30))
    assert clock.local(policy.starts_at).time() == time(14, 30)


@pytest.mark.duty("RNW-31")
def test_one_of_an_insurer_that_is_not_approved_is_refused(shop):
    with refused("没有本店认证"):
        a_policy(shop, insurer=insurer("QM"))
    assert not Policy.objects.exists()


def test_the_same_number_comes_once_however_it_is_typed(shop):
    a_policy(shop)
    with refused("已经登记过"):
        a_policy(shop, car=a_car(shop, 2), number="ｐdaa2026 51010000000001")


def test_two_of_one_line_never_meet_and_the_refusal_says_from_when(shop):
    car = a_car(shop)
    first = a_policy(shop, car=car)
    last = terms.last_day_of(first.ends_at)
    with refused(f"最早可从 {last + timedelta(days=1)} 0 时起保"):
        a_policy(shop, car=car, number="PDAA2", starts_on=last, last_day=last + timedelta(days=300))
    a_policy(shop, car=car, number="PDAA23456", starts_on=last + timedelta(days=1))
    a_policy(shop, car=car, number="PDZA23456", line=PolicyLine.COMPULSORY, tax=Decimal(420))
    assert list(no_two_policies_cover_one_instant(shop.store)) == []


def test_an_accident_policy_may_stand_beside_another(shop):
    car = a_car(shop)
    for number in ("JY0000001", "JY0000002"):
        a_policy(shop, car=car, number=number, line=PolicyLine.NON_AUTO, premium=Decimal(200))
    assert Policy.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"number": "12"}, "太短"),
        ({"vin": "", "plate": ""}, "是哪台车"),
        ({"vin": "", "plate": "宁Z00001"}, "先建车辆档案"),
        ({"premium": Decimal(0)}, "保费要大于 0"),
        ({"tax": Decimal(420)}, "车船税只随交强险"),
        ({"last_day": date(2020, 1, 1)}, "早于起保日"),
        ({"last_day": date(2050, 1, 1)}, "超过五年"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, wrong, says):
    with refused(says):
        a_policy(shop, **wrong)
    assert not Policy.objects.exists()


def test_a_policy_of_tomorrow_is_not_signed_yet(shop):
    with refused("在今天以后"):
        a_policy(shop, signed_on=shop.today + timedelta(days=1))


def test_after_a_cancelled_one_another_may_follow_at_once(shop):
    policy = checked(shop)
    actions.cancel_policy(
        shop.renewal_clerk,
        policy,
        number="PD-1-2026",
        effective_on=shop.today,
        why="卖车",
        given_back=Decimal("2910.00"),
    )
    a_policy(shop, car=policy.vehicle, number="PDAA99999")


@given(some.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_a_year_of_any_day_ends_the_day_before_it_comes_again(first):
    class Ctx:
        standing = type("Standing", (), {"zone": clock.CHINA})

    term = terms.term_of(Ctx, first, None, None)
    days = (term.ends_at - term.starts_at).days
    assert days in (365, 366)
    following = terms.term_of(Ctx, clock.local(term.ends_at).date(), None, None)
    assert following.starts_at == term.ends_at
