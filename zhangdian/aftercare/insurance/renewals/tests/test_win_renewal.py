"""Won means a policy in the ledger, of this car, that begins when the old cover ends."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import PolicyLine, Renewal
from zhangdian.aftercare.insurance.policies import actions as policies
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, again
from zhangdian.aftercare.insurance.renewals.actions import win_renewal
from zhangdian.aftercare.insurance.renewals.tests.arranging import (
    a_renewal,
    elsewhere_until,
    in_two_months,
    renewed,
    the_car,
    the_only,
)


def test_it_is_bound_to_its_policy_and_leaves_the_list(shop):
    renewal = a_renewal(shop)
    policy = renewed(shop, renewal)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    assert f"登记了新保单：{policy.insurer} {policy}" in page
    win_renewal(shop.renewal_clerk, renewal, policy=policy)
    won = the_only(shop)
    assert (won.state, won.won_policy_id, won.next_at) == (Renewal.State.WON, policy.pk, None)
    assert not Renewal.objects.of(shop.clock).open().exists()


def test_its_form_offers_only_what_begins_after_the_old_cover(shop):
    renewal = elsewhere_until(shop, in_two_months(shop, 9))
    policy = a_policy(shop, car=renewal.vehicle, starts_on=in_two_months(shop, 9))
    form = reverse("ui:act", kwargs={"name": "insurance.win_renewal", "pk": renewal.pk})
    assert str(policy) not in said(look(shop.renewal_clerk, form))
    policies.void_policy(shop.renewal_clerk, policy, why="起保日录错")
    right = a_policy(shop, car=renewal.vehicle, starts_on=in_two_months(shop, 10))
    assert str(right) in said(look(shop.renewal_clerk, form))


def test_never_an_overlap_with_a_cover_elsewhere(shop):
    renewal = elsewhere_until(shop, in_two_months(shop, 9))
    policy = a_policy(shop, car=renewal.vehicle, starts_on=in_two_months(shop, 9))
    with refused("保险期重叠"):
        win_renewal(shop.renewal_clerk, renewal, policy=policy)
    policies.void_policy(shop.renewal_clerk, policy, why="起保日录错")
    right = a_policy(shop, car=renewal.vehicle, number="PDAA777777", starts_on=in_two_months(shop, 10))
    win_renewal(shop.renewal_clerk, renewal, policy=right)
    assert the_only(shop).state == Renewal.State.WON


def test_not_the_old_one_not_another_cars_not_one_that_is_off_the_books(shop):
    renewal = a_renewal(shop)
    with refused("到期的那张"):
        win_renewal(shop.renewal_clerk, renewal, policy=renewal.policy)
    other = a_policy(shop, car=the_car(shop, 8), starts_on=in_two_months(shop, 20))
    with refused("不是这台车"):
        win_renewal(shop.renewal_clerk, renewal, policy=other)
    gone = renewed(shop, renewal)
    policies.void_policy(shop.renewal_clerk, gone, why="录重了")
    with refused("录错作废"):
        win_renewal(shop.renewal_clerk, renewal, policy=again(gone))


def test_a_policy_renews_one_cover_only(shop):
    first = a_renewal(shop)
    policy = renewed(shop, first)
    win_renewal(shop.renewal_clerk, first, policy=policy)
    shop.at(shop.now + timedelta(days=1))
    assert Renewal.objects.filter(won_policy=policy).count() == 1
    tax = a_policy(
        shop, car=first.vehicle, number="PDTCI77777", line=PolicyLine.COMPULSORY,
        premium=Decimal(665), starts_on=in_two_months(shop, 25),
    )  # fmt: skip
    with refused("已续保"):
        win_renewal(shop.renewal_clerk, the_only(shop), policy=tax)
