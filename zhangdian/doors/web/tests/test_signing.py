"""A request for a signature stands on the home page of whoever may give it, and on nobody else's."""

from decimal import Decimal
from typing import Any

import pytest

from tests.support.browsing import browser_of
from tests.support.waiting import told_differently
from zhangdian.aftercare.insurance.tests.arranging import a_quote
from zhangdian.aftercare.insurance.trials.actions import record_binding_quote
from zhangdian.doors.simulation import visits
from zhangdian.doors.web.signing import requests_to_sign, with_pages
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.models import Request
from zhangdian.frontline.service.models import OrderLine
from zhangdian.frontline.service.writeup.actions import grant_discount
from zhangdian.people.organization.staff.actions import name_deputy


@pytest.fixture
def asked(shop):
    """A discount above the advisor's limit."""
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001"])
    return grant_discount(shop.service_advisor, visits.again(order), percent=20, reason="等太久").subject


def test_only_who_may_sign_is_told(shop, asked):
    told = [name for name in shop.people if requests_to_sign(getattr(shop, name))]
    assert told == ["front_desk_supervisor"]
    assert told_differently(shop.front_desk_supervisor) == []


def test_home_leads_to_it_until_it_is_signed(shop, asked):
    browser = browser_of(shop.front_desk_supervisor)
    home = browser.get("/").content.decode()
    assert "工时优惠 20%" in home
    assert 'href="/signatures"' in home
    assert "工时优惠 20%" in browser.get("/signatures").content.decode()
    sign_request(shop.front_desk_supervisor, asked)
    assert "工时优惠 20%" not in browser.get("/").content.decode()
    assert "工时优惠 20%" not in browser.get("/signatures").content.decode()


def test_what_is_signed_leads_to_its_order_and_says_each_sum_once(shop, asked):
    body = browser_of(shop.front_desk_supervisor).get("/signatures").content.decode()
    assert f'href="/orders/{asked.subject_id}">看原单' in body
    assert body.count('<span class="lbl">工时优惠</span>') == 1


def test_a_page_that_he_does_not_read_is_not_offered(shop):
    quote = a_quote(shop)
    beyond: dict[str, Any] = {"compulsory": Decimal(950), "tax": Decimal(0), "commercial": Decimal(30_000)}
    beyond["photo"] = visits.a_photo(shop.renewal_clerk)
    request = record_binding_quote(shop.renewal_clerk, quote, insurer=quote.offers.get().insurer, **beyond)
    told = {
        name: with_pages(getattr(shop, name), [request.subject])[0].page
        for name in ("fi_manager", "technician")
    }
    assert told == {"fi_manager": f"/insurance/quotes/{quote.pk}", "technician": ""}


def test_of_a_part_the_page_of_its_whole_is_offered(shop, asked):
    line = OrderLine.objects.filter(order=asked.subject_id).first()
    asked.subject_type, asked.subject_id = line._meta.label_lower, line.pk
    assert with_pages(shop.front_desk_supervisor, [asked])[0].page == f"/orders/{line.order_id}"


def test_who_says_no_tells_why_by_one_tap(shop, asked):
    browser = browser_of(shop.front_desk_supervisor)
    address = f"/act/kernel.refuse_request/{asked.pk}"
    assert f'href="{address}?next=' in browser.get("/signatures").content.decode()
    assert "金额太高" in browser.get(address).content.decode()
    assert browser.post(address, {"reason": "金额太高", "next": "/"}).headers["Location"] == "/"
    refused = Request.objects.get(pk=asked.pk)
    assert (refused.state, refused.answer) == (Request.State.REFUSED, "金额太高")
    assert "工时优惠 20%" not in browser.get("/").content.decode()


def test_who_asked_does_not_find_it_even_as_a_deputy(shop, asked):
    name_deputy(
        shop.front_desk_supervisor,
        shop.person("front_desk_supervisor"),
        deputy=shop.person("service_advisor"),
        since=shop.today,
        until=shop.today,
    )
    assert requests_to_sign(shop.service_advisor) == []


def test_what_one_signed_or_refused_stays_to_be_looked_up(shop, asked):
    refuse_request(shop.front_desk_supervisor, asked, reason="金额太高")
    browser = browser_of(shop.front_desk_supervisor)
    page = browser.get("/signatures/given").content.decode()
    assert "拒签：金额太高" in page
    assert "工时优惠 20%" in browser.get("/signatures/given?how=refused").content.decode()
    assert "工时优惠 20%" not in browser.get("/signatures/given?how=own").content.decode()
    assert "工时优惠 20%" not in browser_of(shop.service_manager).get("/signatures/given").content.decode()
