"""Dossiers as their posts see them."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.aftercare.insurance.dossiers.tests.arranging import (
    ID,
    a_dossier,
    all_collected,
    collected,
    need,
)


@pytest.mark.duty("RNW-15")
def test_the_list_names_what_is_missing_and_lets_go_of_what_is_whole(shop):
    dossier = a_dossier(shop)
    url = reverse("insurance:dossiers")
    assert ID in said(look(shop.renewal_clerk, url))
    all_collected(shop, dossier)
    assert reverse("insurance:dossier", args=[dossier.pk]) not in said(look(shop.renewal_clerk, url))


@pytest.mark.duty("RNW-24")
def test_the_policys_page_tells_how_much_is_there_and_what_lacks(shop):
    dossier = a_dossier(shop)
    collected(shop, dossier)
    page = said(look(shop.renewal_clerk, reverse("insurance:policy", args=[dossier.policy_id])))
    assert f"1 / {dossier.asked}" in page
    assert "缺保单原件、行驶证" in page


def test_what_is_asked_says_of_which_policies(shop):
    page = said(look(shop.renewal_clerk, f"{reverse('insurance:documentneeds')}?now=1"))
    assert "示例，没核对" in page
    one = said(look(shop.renewal_clerk, reverse("insurance:documentneed", args=[need(ID).pk])))
    assert "个人" in one
