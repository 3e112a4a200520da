"""An error of entering is named, counted against who entered, and the policy is checked anew."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import issued, terms
from zhangdian.aftercare.insurance.models import Endorsement, EntryError, Policy, PolicyCover
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.check import net_premium_is_the_sum_of_its_rows
from zhangdian.aftercare.insurance.policies.tests.arranging import (
    COVERS,
    DAMAGE,
    SCRATCH,
    THIRD_PARTY,
    WHEELS,
    a_car,
    a_policy,
    again,
    checked,
    endorsed_covers,
    told_of,
    unnamed,
)
from zhangdian.aftercare.insurance.wishing import Wished

TYPED = EntryError.Cause.TYPED


@pytest.mark.duty("NBI-06")
def test_the_enterer_answers_for_it_and_it_is_checked_once_more(shop):
    policy = checked(shop)
    actions.correct_policy(shop.fi_manager, policy, cause=TYPED, premium=Decimal("3100.00"), cost=Decimal(50))
    [error] = EntryError.objects.all()
    assert (error.by, error.found_by) == (shop.person("renewal_clerk"), shop.person("fi_manager"))
    assert (error.what, error.cost) == ("保费录错", 50)
    policy = again(policy)
    assert (policy.state, policy.net_premium, policy.checked_by) == (Policy.State.ENTERED, 3100, None)
    assert list(net_premium_is_the_sum_of_its_rows(shop.store)) == []


def test_nothing_changed_is_no_correction(shop):
    with refused("没有改动"):
        actions.correct_policy(shop.fi_manager, checked(shop), cause=TYPED, premium=Decimal("3000.00"))


def test_a_premium_that_the_insurer_has_changed_since_is_not_typed_over(shop):
    policy = checked(shop)
    actions.endorse_policy(
        shop.renewal_clerk, policy, kind=Endorsement.Kind.COVERS, effective_on=shop.today,
        what="减车损险", number="PD0000001", premium=Decimal(300),
        covers=endorsed_covers(policy, but="VEHICLE_DAMAGE"),
    )  # fmt: skip
    with refused("已有批单"):
        actions.correct_policy(shop.fi_manager, again(policy), cause=TYPED, premium=Decimal(1))


def test_corrected_dates_must_not_meet_another_policy(shop):
    car = a_car(shop)
    first = a_policy(shop, car=car)
    after = terms.last_day_of(first.ends_at).replace(year=first.ends_at.year + 1)
    second = a_policy(shop, car=car, number="PDAA77777", starts_on=after)
    with refused("重复"):
        actions.correct_policy(shop.fi_manager, second, cause=TYPED, starts_on=shop.today)


# Covers -------------------------------------------------------------------------------------------------


def corrected(shop, policy, *covers, **more):
    return actions.correct_policy(shop.fi_manager, policy, cause=TYPED, covers=list(covers), **more)


@pytest.mark.duty("NBI-02", "NBI-06")
def test_a_sum_that_was_typed_wrongly_is_an_error_that_says_what(shop):
    policy = checked(shop)
    corrected(shop, policy, DAMAGE, Wished("THIRD_PARTY", Decimal(3_000_000)))
    assert EntryError.objects.get().what == "险种（三者险 200 万 改 300 万）录错"
    policy = again(policy)
    assert policy.state == Policy.State.ENTERED
    assert issued.in_words(issued.standing(policy)) == "车损险 86,000、三者险 300 万"
    assert PolicyCover.objects.filter(policy=policy).exclude(corrected_at=None).get().sum == 2_000_000
    third = policy.covers.in_entry().get(cover__code="THIRD_PARTY")
    assert third.explanation == policy.explanation
    checked(shop, policy)


@pytest.mark.duty("NBI-02")
def test_its_rules_are_asked_again(shop):
    policy = checked(shop)
    told_of(shop, policy.vehicle, "WHEEL_LOSS")
    with refused("车轮险只收三年以内的车"):
        corrected(shop, policy, *COVERS, WHEELS, first_registered=shop.today - timedelta(days=5 * 366))
    assert not EntryError.objects.exists()
    corrected(shop, policy, *COVERS, WHEELS, first_registered=shop.today - timedelta(days=366))
    assert EntryError.objects.get().what == "险种（加车轮险 5,000）录错"
    with refused("车轮险只收三年以内的车"):
        actions.correct_policy(
            shop.fi_manager,
            again(policy),
            cause=TYPED,
            starts_on=shop.today + timedelta(days=900),
            last_day=shop.today + timedelta(days=1264),
        )


@pytest.mark.duty("RNW-25")
def test_a_cover_that_was_left_out_must_have_been_explained(shop):
    policy = checked(shop)
    with refused("划痕险的保障、责任免除和免赔还没有客户的确认"):
        corrected(shop, policy, *COVERS, SCRATCH, first_registered=shop.today - timedelta(days=366))


def test_what_an_old_policy_never_named_is_nobody_s_error(shop):
    policy = unnamed(checked(shop))
    corrected(shop, policy, *COVERS)
    assert not EntryError.objects.exists()
    assert issued.in_words(issued.standing(policy)) == "车损险 86,000、三者险 200 万"
    assert again(policy).state == Policy.State.ENTERED


def test_the_same_covers_are_no_correction_and_one_that_stays_keeps_its_row(shop):
    policy = checked(shop)
    with refused("没有改动"):
        corrected(shop, policy, *COVERS)
    corrected(shop, policy, DAMAGE)
    assert PolicyCover.objects.filter(policy=policy).count() == 2
    assert issued.in_words(issued.standing(policy)) == "车损险 86,000"
    corrected(shop, again(policy), *COVERS)
    assert issued.in_words(issued.standing(policy)) == "车损险 86,000、三者险 200 万"


def test_covers_that_the_insurer_has_changed_since_are_not_typed_over(shop):
    policy = checked(shop)
    actions.endorse_policy(
        shop.renewal_clerk, policy, kind=Endorsement.Kind.COVERS, effective_on=shop.today,
        what="减车损险", number="PD0000001", covers=endorsed_covers(policy, but="VEHICLE_DAMAGE"),
    )  # fmt: skip
    with refused("已有批单改过险种"):
        corrected(shop, again(policy), THIRD_PARTY)


def test_the_form_shows_the_covers_as_they_were_entered(shop):
    policy = checked(shop)
    page = browser_of(shop.fi_manager).get(f"/act/insurance.correct_policy/{policy.pk}")
    assert [each["cover"] for each in page.context["form"]["covers"].value()] == [
        "VEHICLE_DAMAGE", "THIRD_PARTY",
    ]  # fmt: skip
    page = browser_of(shop.fi_manager).get(f"/act/insurance.correct_policy/{unnamed(policy).pk}")
    assert "不算差错" in page.content.decode()
