"""The ledger and a policy as its posts see them."""

import pytest
from django.http import Http404
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, checked
from zhangdian.foundation.kernel.refusals import NotHere


@pytest.mark.duty("NBI-12")
def test_found_by_the_tail_of_number_plate_or_vin(shop):
    policy = a_policy(shop)
    for tail in (policy.number[-5:], policy.vehicle.plate[-4:], policy.vehicle.vin[-6:].lower()):
        page = said(look(shop.sales_consultant, f"{reverse('insurance:policies')}?q={tail}"))
        assert policy.number in page
    assert policy.number not in said(look(shop.sales_consultant, f"{reverse('insurance:policies')}?q=ZZ999"))


def test_the_checking_form_shows_nothing_of_what_was_entered(shop):
    policy = a_policy(shop)
    page = browser_of(shop.fi_manager).get(f"/act/insurance.check_policy/{policy.pk}").content.decode()
    assert "复核" in page
    assert "3000" not in page
    assert 'value="PDAA' not in page


def test_its_page_tells_who_entered_checked_and_until_when(shop):
    policy = checked(shop)
    page = said(look(shop.service_advisor, reverse("insurance:policy", args=[policy.pk])))
    for text in (policy.number, "24 时", str(shop.person("renewal_clerk")), str(shop.person("fi_manager"))):
        assert text in page


def test_it_stands_on_the_page_of_its_car_for_those_who_may_read_it(shop):
    policy = checked(shop)
    url = reverse("customers:vehicle", args=[policy.vehicle_id])
    assert reverse("insurance:policy", args=[policy.pk]) in said(look(shop.service_advisor, url))
    assert reverse("insurance:policy", args=[policy.pk]) not in said(look(shop.technician, url))


def test_nobody_else_reads_the_ledger(shop):
    policy = a_policy(shop)
    for who in (shop.technician, shop.other_store_manager):
        with pytest.raises((NotHere, Http404)):
            look(who, reverse("insurance:policy", args=[policy.pk]))
