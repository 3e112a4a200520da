"""A policy is entered as the insurer issued it: right car and dates, an approved insurer, nothing twice."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import terms
from zhangdian.aftercare.insurance.explaining.actions import withdraw_explanation
from zhangdian.aftercare.insurance.models import Cover, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.check import no_two_policies_cover_one_instant
from zhangdian.aftercare.insurance.policies.tests.arranging import COVERS, a_car, a_policy, checked, told
from zhangdian.aftercare.insurance.products.actions import explain_cover
from zhangdian.aftercare.insurance.tables.actions import set_underwriting_limit
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.aftercare.insurance.trials.actions import record_binding_quote
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry, Weight
from zhangdian.foundation.kernel.refusals import Question
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.stores.actions import set_rule_weight
from zhangdian.resources.training.tests import arranging as learning


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


# Clauses explained before -----------------------------------------------------------------------------


def entered(shop, car, **more):
    """Without anything explained beforehand."""
    given = {
        "insurer": insurer(),
        "line": PolicyLine.COMMERCIAL,
        "number": "PDAA202651019999999999",
        "desk": Policy.Desk.RENEWAL,
        "signed_on": shop.today,
        "starts_on": shop.today + timedelta(days=1),
        "premium": Decimal(3000),
        "vin": car.vin,
        **more,
    }
    if given["line"] == PolicyLine.COMMERCIAL:
        given.setdefault("covers", COVERS)
    return actions.enter_policy(shop.renewal_clerk, **given).subject


@pytest.mark.duty("RNW-25")
def test_without_the_customer_s_confirmation_it_is_refused_and_says_what_lacks(shop):
    car = a_car(shop)
    with refused("商业险的保障、责任免除和免赔"):
        entered(shop, car)
    with refused("交强险的保障、责任免除和免赔"):
        entered(shop, car, line=PolicyLine.COMPULSORY)
    explanation = told(shop, car)
    policy = entered(shop, car)
    assert policy.explanation == explanation
    page = said(look(shop.renewal_clerk, f"/insurance/policies/{policy.pk}"))
    assert f"/insurance/explanations/{explanation.pk}" in page


@pytest.mark.duty("RNW-25")
def test_what_was_told_of_one_line_is_nothing_of_the_other(shop):
    car = a_car(shop)
    told(shop, car, covers=list(Cover.objects.filter(code="TCI")))
    entered(shop, car, line=PolicyLine.COMPULSORY)
    with refused("商业险"):
        entered(shop, car, number="PDAA202651018888888888")


@pytest.mark.duty("RNW-25")
def test_a_clause_that_changed_since_is_explained_again(shop):
    car = a_car(shop)
    told(shop, car)
    cover = Cover.objects.get(code="THIRD_PARTY", product="ICE")
    explain_cover(
        shop.fi_manager, cover, since=shop.today, pays="赔第三者", excludes="不赔本车", edition="新版"
    )
    with refused("三者", "换了新版"):
        entered(shop, car)


def test_a_confirmation_that_was_taken_back_or_is_old_does_not_count(shop):
    car = a_car(shop)
    withdraw_explanation(shop.fi_manager, told(shop, car), why="记错了车")
    with refused("客户的确认"):
        entered(shop, car)
    told(shop, car, words="又讲了一遍，都明白")
    shop.later(days=91)
    with refused("客户的确认"):
        entered(shop, car)


def test_another_car_s_confirmation_is_not_this_one_s(shop):
    told(shop, a_car(shop, 2))
    with refused("客户的确认"):
        entered(shop, a_car(shop))


@pytest.mark.duty("RNW-25")
def test_one_that_was_signed_long_ago_and_one_without_clauses_are_not_asked(shop):
    car = a_car(shop)
    old = entered(shop, car, signed_on=shop.today - timedelta(days=31), starts_on=shop.today)
    assert old.explanation is None
    other = entered(shop, car, line=PolicyLine.NON_AUTO, number="PDAA202651017777777777")
    assert other.explanation is None


def weighed(shop, weight):
    set_rule_weight(shop.general_manager, rule="insurance.issuing_is_learnt", weight=weight)


@pytest.mark.duty("NBI-04", "RNW-27")
def test_who_has_not_passed_the_issuing_course_is_noted_asked_or_refused_as_the_store_weighs_it(shop):
    course = learning.a_course(shop, place="insurance.enter_policy")
    a_policy(shop)
    entry = Entry.objects.filter(action="insurance.enter_policy").latest("pk")
    assert entry.notes["watched"] == ["insurance.issuing_is_learnt"]
    weighed(shop, Weight.ASK)
    with pytest.raises(Question):
        a_policy(shop, car=a_car(shop, 2), number="PDAA2222222")
    weighed(shop, Weight.STOP)
    with refused("出单规程证", "《电脑出单规程》", "考过"):
        a_policy(shop, car=a_car(shop, 3), number="PDAA3333333")
    with refused(f"请找内训师{shop.person('internal_trainer').name}给您报《电脑出单规程》"):
        a_policy(shop, shop.new_car_insurance, car=a_car(shop, 4), number="PDAA4444444")
    learning.taken(shop, course)
    a_policy(shop, car=a_car(shop, 5), number="PDAA5555555")
    assert "watched" not in Entry.objects.filter(action="insurance.enter_policy").latest("pk").notes


def test_a_store_without_such_a_course_asks_nothing(shop):
    weighed(shop, Weight.STOP)
    a_policy(shop)


@pytest.mark.duty("NBI-09")
def test_beyond_his_limit_it_waits_for_the_insurer_s_quote_that_was_signed_for(shop):
    set_underwriting_limit(
        shop.fi_manager, role=Role.RENEWAL_SPECIALIST, premium_max=Decimal(2500), uses=["FAM"]
    )
    car = a_car(shop)
    with refused("超过您的权限"):
        a_policy(shop, car=car, premium=Decimal(2950))
    quote = a_quote(shop, shop.fi_manager, car)
    record_binding_quote(
        shop.fi_manager, quote, insurer=insurer(), compulsory=Decimal(950), tax=Decimal(300),
        commercial=Decimal(2950), photo=visits.a_photo(shop.fi_manager),
    )  # fmt: skip
    with refused("超过您的权限"):
        a_policy(shop, car=car, premium=Decimal(2951))
    a_policy(shop, car=car, premium=Decimal(2950))
