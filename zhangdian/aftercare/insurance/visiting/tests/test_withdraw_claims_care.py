"""Promised by mistake: it is taken back with its reason, and may be promised again."""

from datetime import timedelta

from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import ClaimsCare
from zhangdian.aftercare.insurance.policies.tests.arranging import again
from zhangdian.aftercare.insurance.visiting.actions import promise_claims_care, withdraw_claims_care
from zhangdian.aftercare.insurance.visiting.tests.arranging import a_package, crashed, insured_until


def test_reception_does_not_see_it_any_more(shop):
    order = crashed(shop)
    policy = insured_until(shop, order, shop.today + timedelta(days=20))
    with refused("不用撤回"):
        withdraw_claims_care(shop.renewal_clerk, policy, package=a_package(), why="选错了")
    promise_claims_care(shop.renewal_clerk, policy, package=a_package())
    with refused("撤回要写原因"):
        withdraw_claims_care(shop.renewal_clerk, again(policy), package=a_package(), why=" ")
    withdraw_claims_care(shop.renewal_clerk, again(policy), package=a_package(), why="选错了")
    visit = reverse("service:repairorder", args=[order.pk])
    assert "代报案" not in said(look(shop.service_advisor, visit))
    promise_claims_care(shop.renewal_clerk, again(policy), package=a_package())
    assert ClaimsCare.objects.filter(policy=policy).count() == 2
