"""Given back with the customer's signature: that ends the custody (RNW-28)."""

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.archive.tests.arranging import given_back, kept
from zhangdian.aftercare.insurance.models import KeptPolicy
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


@pytest.mark.duty("RNW-28")
def test_a_signed_return_ends_it(shop):
    policy = given_back(shop, kept(with_paper(shop)))
    assert (policy.state, policy.returned_by) == ("back", shop.person("renewal_clerk"))
    for url in (reverse("insurance:kept_paper", args=[policy.pk]), f"/photo/{policy.signature_id}"):
        assert browser_of(shop.fi_manager).get(url).status_code == 200


@pytest.mark.duty("RNW-28")
def test_without_a_signature_it_stays(shop):
    policy = kept(with_paper(shop))
    with refused("照片没有传上来"):
        actions.return_kept_policy(shop.renewal_clerk, policy, signature=10**9)
    assert KeptPolicy.objects.get().state == "kept"
