"""A paper that this policy does not need is let go, with the reason."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import waive_document
from zhangdian.aftercare.insurance.dossiers.tests.arranging import LAST, a_dossier, again, collected, item


@pytest.mark.duty("RNW-15")
def test_it_counts_as_settled_and_says_why(shop):
    dossier = a_dossier(shop)
    waive_document(shop.renewal_clerk, item(dossier, LAST), why="保险公司不要")
    found = item(dossier, LAST)
    assert (found.state, found.because, found.settled_by) == (
        "waived",
        "保险公司不要",
        shop.person("renewal_clerk"),
    )
    assert LAST not in again(dossier).missing


def test_only_what_is_missing_and_only_with_a_reason(shop):
    dossier = a_dossier(shop)
    with refused("为什么"):
        waive_document(shop.renewal_clerk, item(dossier), why=" ")
    found = collected(shop, dossier)
    with refused("缺的才"):
        waive_document(shop.renewal_clerk, found, why="保险公司不要")
