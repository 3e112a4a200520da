"""The ledger and a policy as its posts see them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.aftercare.insurance.policies.actions import endorse_policy
from zhangdian.aftercare.insurance.policies.lists import Policies, all_policies
from zhangdian.aftercare.insurance.policies.tests.arranging import (
    SCRATCH,
    a_car,
    a_policy,
    again,
    checked,
    endorsed_covers,
    told_of,
    unnamed,
)
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


@pytest.mark.duty("NBI-02")
def test_found_by_a_cover_as_it_stands_now(shop):
    first = checked(shop)
    told_of(shop, first.vehicle, "BODY_SCRATCH")
    young = shop.today - timedelta(days=366)

    def changed(number, covers):
        endorse_policy(
            shop.renewal_clerk, again(first), kind="covers", effective_on=shop.today, what="批改",
            number=number, covers=covers, first_registered=young,
        )  # fmt: skip

    def found(cover):
        page = said(look(shop.renewal_clerk, f"{reverse('insurance:policies')}?cover={cover}"))
        return [each.number for each in (first, old) if each.number in page]

    old = unnamed(a_policy(shop, car=a_car(shop, 2), number="PDAA2222222"))
    assert (found("THIRD_PARTY"), found("BODY_SCRATCH"), found("none")) == ([first.number], [], [old.number])
    changed("PD1000001", endorsed_covers(first, SCRATCH))
    assert found("BODY_SCRATCH") == [first.number]
    changed("PD1000002", endorsed_covers(first, but="BODY_SCRATCH"))
    assert found("BODY_SCRATCH") == []
    changed("PD1000003", endorsed_covers(first, SCRATCH))
    changed("PD1000004", endorsed_covers(first, but="VEHICLE_DAMAGE")[:1])
    assert (found("BODY_SCRATCH"), found("VEHICLE_DAMAGE")) == ([], [])


def test_the_exported_ledger_names_the_covers_in_as_many_queries_for_one_as_for_three(shop):
    def exported():
        stream = BytesIO()
        listing = Policies(RequestFactory().get("/"), all_policies(shop.fi_manager), shop.fi_manager)
        with CaptureQueriesContext(connection) as asked:
            listing.export(stream)
        stream.seek(0)
        rows = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
        return len(asked), [row[rows[0].index("险种")] for row in rows[1:]]

    covers = "车损险 86,000、三者险 200 万"
    a_policy(shop)
    asked, named = exported()
    assert named == [covers]
    for number in (2, 3):
        a_policy(shop, car=a_car(shop, number), number=f"PDAA000000{number}")
    assert exported() == (asked, [covers] * 3)


def test_its_covers_stand_in_the_car_s_file(shop):
    policy = a_policy(shop)
    address = reverse("insurance:car", args=[policy.vehicle_id])
    assert "车损险 86,000、三者险 200 万" in said(look(shop.renewal_clerk, address))
    unnamed(policy)
    assert "险种没登记" in said(look(shop.renewal_clerk, address))
