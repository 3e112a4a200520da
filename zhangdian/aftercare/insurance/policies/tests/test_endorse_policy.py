"""What the insurer changes is a row of its own; the net premium follows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look
from tests.support.looking import said as look_said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import issued
from zhangdian.aftercare.insurance.models import Endorsement
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.policies.check import net_premium_is_the_sum_of_its_rows
from zhangdian.aftercare.insurance.policies.tests.arranging import (
    COVERS,
    DAMAGE,
    SCRATCH,
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

Kind = Endorsement.Kind


def endorsed(shop, policy, **more):
    """A scratch cover is added, where nothing else is said."""
    given = {"kind": Kind.COVERS, "effective_on": shop.today, "what": "加划痕险", "number": "PD0000001"}
    told_of(shop, policy.vehicle, "BODY_SCRATCH")
    more.setdefault("covers", endorsed_covers(policy, SCRATCH))
    return actions.endorse_policy(
        shop.renewal_clerk, policy, **{**given, "first_registered": date(2024, 5, 20), **more}
    )


def test_the_net_premium_is_the_sum_of_its_rows(shop):
    policy = checked(shop)
    endorsed(shop, policy, premium=Decimal("300.50"))
    rest = endorsed_covers(again(policy), but="BODY_SCRATCH")
    endorsed(
        shop, again(policy), number="PD0000002", what="减划痕险", premium=Decimal("-120.25"), covers=rest
    )
    assert again(policy).net_premium == Decimal("3180.25")
    assert list(net_premium_is_the_sum_of_its_rows(shop.store)) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"premium": Decimal(-1), "number": ""}, "要有批单号"),
        ({"premium": Decimal(-3001)}, "退的比收的还多"),
        ({"what": " "}, "改了什么"),
        ({"kind": Kind.CANCELLED}, "按“退保”登记"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, wrong, says):
    policy = checked(shop)
    with refused(says):
        endorsed(shop, policy, **wrong)
    assert again(policy).net_premium == policy.premium


def test_not_outside_its_term_and_not_before_it_was_checked(shop):
    policy = a_policy(shop)
    with refused("先要复核"):
        endorsed(shop, policy)
    with refused("不在保险期"):
        endorsed(shop, checked(shop, policy), effective_on=shop.today + timedelta(days=400))


def test_one_number_comes_once(shop):
    policy = checked(shop)
    endorsed(shop, policy)
    with refused("已经登记过"):
        endorsed(shop, again(policy), covers=endorsed_covers(policy, but="BODY_SCRATCH"))


# Covers -------------------------------------------------------------------------------------------------


@pytest.mark.duty("NBI-02", "NBI-06")
def test_what_came_went_and_has_another_sum_are_rows_and_the_covers_follow(shop):
    policy = checked(shop)
    third = Wished("THIRD_PARTY", Decimal(3_000_000))
    endorsed(shop, policy, covers=[third, SCRATCH, DAMAGE], what="批增")
    rest = [third, DAMAGE]
    endorsed(shop, again(policy), number="PD0000002", what="批减", premium=Decimal(-200), covers=rest)
    said = [{row.says for row in each.changes.all()} for each in policy.endorsements.order_by("pk")]
    assert said == [{"三者险 200 万 改 300 万", "加划痕险 2,000"}, {"减划痕险 2,000"}]
    assert issued.in_words(issued.standing(policy)) == "车损险 86,000、三者险 300 万"
    assert issued.in_words(issued.entry_of(policy)) == "车损险 86,000、三者险 200 万"
    page = said_on(shop, policy)
    assert "减划痕险 2,000" in page


def said_on(shop, policy):
    return look_said(look(shop.renewal_clerk, reverse("insurance:policy", args=[policy.pk])))


@pytest.mark.duty("NBI-02")
def test_the_rules_of_its_day_are_asked_of_what_came(shop):
    policy = checked(shop)
    told_of(shop, policy.vehicle, "WHEEL_LOSS")
    old = shop.today - timedelta(days=5 * 366)
    with refused("车轮险只收三年以内的车"):
        endorsed(shop, policy, covers=endorsed_covers(policy, WHEELS), first_registered=old)
    assert not policy.endorsements.exists()


@pytest.mark.duty("NBI-02")
def test_a_cover_that_stood_before_is_not_refused_for_the_years_since(shop):
    young = shop.today - timedelta(days=3 * 365 - 100)
    car = a_car(shop)
    told_of(shop, car, "WHEEL_LOSS")
    policy = checked(shop, a_policy(shop, car=car, covers=[*COVERS, WHEELS], first_registered=young))
    later = shop.today + timedelta(days=200)
    endorsed(shop, policy, effective_on=later, first_registered=young)
    dearer = [each for each in endorsed_covers(policy) if each.cover != "WHEEL_LOSS"]
    with refused("车轮险只收三年以内的车"):
        endorsed(
            shop, again(policy), number="PD0000002", effective_on=later, first_registered=young,
            covers=[*dearer, Wished("WHEEL_LOSS", Decimal(8000))],
        )  # fmt: skip


@pytest.mark.duty("RNW-25")
def test_what_came_must_have_been_explained(shop):
    policy = checked(shop)
    with refused("车轮险的保障、责任免除和免赔还没有客户的确认"):
        endorsed(shop, policy, covers=endorsed_covers(policy, WHEELS), first_registered=shop.today)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"covers": []}, "请写批改以后有哪些险种"),
        ({"covers": list(COVERS)}, "险种和保额都没变"),
        ({"covers": [SCRATCH]}, "要先投它的主险"),
        ({"kind": Kind.PLATED, "covers": [DAMAGE]}, "别的批改不改险种"),
    ],
)
def test_an_endorsement_of_covers_says_what_it_changed_and_no_other_does(shop, more, says):
    policy = checked(shop)
    with refused(says):
        endorsed(shop, policy, **more)
    assert not policy.endorsements.exists()


def test_of_a_policy_that_names_none_they_are_named_first(shop):
    policy = unnamed(checked(shop))
    with refused("险种没登记", "先按“更正”补登险种"):
        endorsed(shop, policy, covers=list(COVERS))


def test_the_form_begins_with_the_covers_as_they_stand(shop):
    policy = checked(shop)
    endorsed(shop, policy)
    browser = browser_of(shop.renewal_clerk)
    page = browser.get(f"/act/insurance.endorse_policy/{policy.pk}")
    lines = [each["cover"] for each in page.context["form"]["covers"].value()]
    assert lines == ["VEHICLE_DAMAGE", "THIRD_PARTY", "BODY_SCRATCH"]
    sent = {
        "kind": "plated", "effective_on": shop.today, "what": "上牌", "number": "PD0000009",
        "covers-rows": "0", "covers-0-cover": "THIRD_PARTY", "covers-0-sum": "1",
    }  # fmt: skip
    browser.post(f"/act/insurance.endorse_policy/{policy.pk}", sent)
    assert policy.endorsements.count() == 2
    assert len(issued.standing(policy)) == 3
