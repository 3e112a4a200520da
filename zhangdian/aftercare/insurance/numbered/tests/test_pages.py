"""Numbered documents as their posts see them, and in the hands of who leaves."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, handed, received, with_paper
from zhangdian.people.organization import handovers
from zhangdian.people.organization.leaving.actions import hand_over_kind, open_hand_over
from zhangdian.people.organization.models import HandOver


def test_a_store_without_paper_is_told_how_to_switch_it_on(shop):
    assert "总经理在门店页" in said(look(shop.renewal_clerk, reverse("insurance:numberedforms")))
    with_paper(shop)
    assert "总经理在门店页" not in said(look(shop.renewal_clerk, reverse("insurance:numberedforms")))


def test_a_range_tells_what_is_where(shop):
    batch = received(with_paper(shop))
    handed(shop, batch, "0100-0104")
    actions.report_form_lost(shop.renewal_clerk, form("AH0000119"), words="不见了")
    page = said(look(shop.fi_manager, reverse("insurance:formbatch", args=[batch.pk])))
    for text in ("AH0000100–AH0000104（5 份）", "AH0000105–AH0000118（14 份）", "遗失"):
        assert text in page


@pytest.mark.duty("NBI-07")
def test_a_number_tells_through_whose_hands_it_went(shop):
    batch = received(with_paper(shop))
    handed(shop, batch)
    page = said(look(shop.fi_manager, reverse("insurance:numberedform", args=[form().pk])))
    assert f"{shop.person('renewal_clerk')} → {shop.person('new_car_insurance')}" in page


@pytest.mark.duty("NBI-07")
def test_an_account_stays_open_until_its_numbers_are_in_other_hands(shop):
    received(with_paper(shop))
    leaver, taker = shop.person("renewal_clerk"), shop.person("new_car_insurance")
    with refused("在手的保险单证 20 份"):
        handovers.refuse_what_stands(shop.office_director, leaver, "停用账号")
    open_hand_over(shop.fi_manager, leaver, receiver=taker, why=HandOver.Why.LEAVES)
    hand_over_kind(shop.fi_manager, HandOver.objects.get(), kind="insurance.numbered_forms", to=taker)
    assert form().holder == taker
