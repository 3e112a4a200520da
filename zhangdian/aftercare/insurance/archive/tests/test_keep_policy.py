"""A policy kept for a customer has a receipt: number, customer, place, day (RNW-28)."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.archive.tests.arranging import kept
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy


@pytest.mark.duty("RNW-28")
def test_the_receipt_names_what_is_kept_and_where(shop):
    policy = kept(with_paper(shop))
    page = said(look(shop.renewal_clerk, reverse("insurance:kept_paper", args=[policy.pk])))
    for text in (policy.number, "代管柜 2 层", "商业险保单正本 1 份"):
        assert text in page


def test_of_another_car_no_policy_is_kept(shop):
    policy = a_policy(with_paper(shop))
    with refused("不是这台车的"):
        kept(shop, 2, policy=policy)
    of_its_own = actions.keep_policy(
        shop.renewal_clerk, policy.vehicle, what="保单正本 1 份", shelf="代管柜 2 层", policy=policy
    ).subject
    assert of_its_own.policy == policy
