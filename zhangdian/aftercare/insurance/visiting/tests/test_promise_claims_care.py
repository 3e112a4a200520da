"""Help after an accident that goes with a policy: reception sees it as long as the policy runs (RNW-26)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import DeskWord
from zhangdian.aftercare.insurance.policies.tests.arranging import again
from zhangdian.aftercare.insurance.renewals.actions import end_desk_word
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.aftercare.insurance.visiting.actions import promise_claims_care
from zhangdian.aftercare.insurance.visiting.tests.arranging import a_package, crashed, here, insured_until


@pytest.mark.duty("RNW-26")
def test_reception_sees_it_with_its_contents_until_the_policy_ends(shop):
    order = crashed(shop)
    policy = insured_until(shop, order, shop.today + timedelta(days=2))
    promise_claims_care(shop.renewal_clerk, policy, package=a_package())
    visit = reverse("service:repairorder", args=[order.pk])
    assert "代报案、陪同定损" in said(look(shop.service_advisor, visit))
    assert "保险管家" in said(look(shop.renewal_clerk, reverse("insurance:policy", args=[policy.pk])))
    shop.later(days=3)
    assert "代报案" not in said(look(shop.service_advisor, visit))
    with refused("已经到期"):
        promise_claims_care(shop.renewal_clerk, again(policy), package=a_package())


def test_once_with_a_policy(shop):
    policy = insured_until(shop, here(shop), shop.today + timedelta(days=20))
    promise_claims_care(shop.renewal_clerk, policy, package=a_package())
    with refused("已经有这项服务"):
        promise_claims_care(shop.renewal_clerk, again(policy), package=a_package())


def test_only_a_package_that_is_offered(shop):
    policy = insured_until(shop, here(shop), shop.today + timedelta(days=20))
    package = a_package()
    with refused("不是现在的保险管家服务"):
        promise_claims_care(shop.renewal_clerk, policy, package=renewing.word(DeskWord.Kind.CARD))
    end_desk_word(shop.fi_manager, package, why="换新的")
    with refused("不是现在的保险管家服务"):
        promise_claims_care(shop.renewal_clerk, policy, package=DeskWord.objects.get(pk=package.pk))


def test_what_is_offered_stands_in_the_proposal(shop):
    renewal = renewing.a_renewal(shop)
    page = said(look(shop.renewal_clerk, reverse("insurance:proposal", args=[renewal.pk])))
    assert "代报案、陪同定损" in page
