"""A policy that was entered without a list gets one; one that was signed long ago only when somebody asks."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers import lists
from zhangdian.aftercare.insurance.dossiers.actions import correct_document_need, draw_up_dossier
from zhangdian.aftercare.insurance.dossiers.tests.arranging import (
    ID,
    a_dossier,
    both_lines,
    collected,
    dossier_of,
    item,
)
from zhangdian.aftercare.insurance.models import DocumentNeed, Dossier
from zhangdian.aftercare.insurance.policies.actions import void_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy


@pytest.mark.duty("RNW-15", "RNW-24")
def test_a_policy_without_the_owners_papers_is_listed_with_what_is_missing(shop):
    dossier = a_dossier(shop)
    [row] = lists.all_dossiers(shop.renewal_clerk)
    assert (row.pk, row.state, row.percent_whole) == (dossier.pk, Dossier.State.OPEN, 0)
    assert ID in row.missing
    assert dossier.owner == shop.person("renewal_clerk")


def test_one_signed_long_ago_has_none_until_somebody_asks(shop):
    long_ago = shop.today - timedelta(days=90)
    policy = a_policy(shop, signed_on=long_ago, starts_on=long_ago)
    assert not Dossier.objects.exists()
    draw_up_dossier(shop.new_car_insurance, policy)
    assert dossier_of(policy).owner == shop.person("new_car_insurance")
    assert ID in dossier_of(policy).missing


def test_where_nothing_is_asked_nothing_is_drawn_up(shop):
    for each in DocumentNeed.objects.all():
        correct_document_need(shop.fi_manager, each, asked=False, source="不收了")
    with refused("没有要收的资料"):
        draw_up_dossier(shop.renewal_clerk, a_policy(shop))


def test_it_is_drawn_up_once(shop):
    with refused("已经有资料清单"):
        draw_up_dossier(shop.renewal_clerk, a_dossier(shop).policy)


def test_a_void_policy_needs_nothing_and_is_chased_no_more(shop):
    dossier = a_dossier(shop)
    void_policy(shop.renewal_clerk, dossier.policy, why="录错了车")
    assert not lists.all_dossiers(shop.renewal_clerk).exists()
    dossier.policy.refresh_from_db()
    with refused("不用收资料"):
        draw_up_dossier(shop.renewal_clerk, dossier.policy)


def test_what_was_collected_for_the_first_policy_of_a_car_is_in_the_list_of_the_second(shop):
    first, second = both_lines(shop)
    assert item(second).state == "missing"
    collected(shop, first)
    assert item(second).state == "here"
    third = a_dossier(shop, car=first.policy.vehicle, line="NON", number="PDNA00000007")
    assert item(third).scan == item(first).scan
