"""《车辆保险建议书》 on paper and as PDF: the car, the plans, what each cover pays."""

from typing import Any

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.aftercare.insurance.insurers.actions import withdraw_insurer
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_binding_quote, owned
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui import pdf


@pytest.mark.duty("RNW-25", "RNW-41")
def test_it_holds_car_plans_binding_total_and_clauses(shop):
    renewal = owned(shop)
    a_binding_quote(shop, renewal.vehicle)
    page = said(look(shop.renewal_clerk, reverse("insurance:proposal", args=[renewal.pk])))
    for text in (renewal.vehicle.vin, "安禾", "4,200.00", "不赔什么", "本店估算"):
        assert text in page


@pytest.mark.duty("RNW-31")
def test_an_insurer_that_is_approved_no_more_stands_in_no_proposal(shop):
    renewal = owned(shop)
    a_binding_quote(shop, renewal.vehicle)
    withdraw_insurer(shop.fi_manager, insurer("AH"), why="合作到期")
    page = said(look(shop.renewal_clerk, reverse("insurance:proposal", args=[renewal.pk])))
    assert "安禾" not in page
    assert "4,200.00" not in page
    assert "先在车辆页试算保费" in page


def test_without_a_quote_it_says_what_to_do(shop):
    page = said(look(shop.renewal_clerk, reverse("insurance:proposal", args=[owned(shop).pk])))
    assert "先在车辆页试算保费" in page


@pytest.mark.duty("RNW-41")
@pytest.mark.skipif(bool(pdf.lacking()), reason="this server cannot set pages")
def test_as_pdf_it_is_journaled_as_leaving_the_house(shop):
    renewal = owned(shop)
    a_binding_quote(shop, renewal.vehicle)
    answer: Any = browser_of(shop.renewal_clerk).post(reverse("insurance:proposal_file", args=[renewal.pk]))
    assert b"".join(answer.streaming_content)[:4] == b"%PDF"
    taken = Entry.objects.filter(action="kernel.export_list").latest("at")
    assert taken.inputs["name"] == "insurance_proposal"
