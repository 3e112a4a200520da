"""A button pressed before the scripts of a page are read, or without them, comes back to that page."""

import pytest

from tests.support.browsing import browser_of
from zhangdian.doors.simulation import visits

HOUSE = "http://testserver"


def tag_key(shop, page, **sent):
    """The guide hangs a tag on the key of a car that came, pressing on this page."""
    order = visits.a_visit_arrived(shop)
    where = f"/act/service.tag_key/{order.pk}"
    told = {"key_tag": "7", "token": "t", **sent}
    return order, browser_of(shop.guide).post(where, told, headers={"Referer": page})


def test_it_comes_back_to_the_page_of_the_press_as_it_was_filtered(shop):
    _, answer = tag_key(shop, f"{HOUSE}/orders?q=2966&state=ready")
    assert (answer.status_code, answer["Location"]) == (302, "/orders?q=2966&state=ready")


def test_a_place_that_the_page_names_comes_first(shop):
    _, answer = tag_key(shop, f"{HOUSE}/orders", next="/board")
    assert answer["Location"] == "/board"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "http://elsewhere.example/orders",
        "//elsewhere.example/orders",
        "javascript:alert(1)",
        f"{HOUSE}/no/such/page",
        f"{HOUSE}/login/?next=/orders",
        f"{HOUSE}/act/service.tag_key/1",
    ],
)
def test_from_nowhere_of_this_house_it_leads_to_the_record(shop, page):
    order, answer = tag_key(shop, page)
    assert answer["Location"] == f"/orders/{order.pk}"


def test_what_was_refused_goes_back_there_once_it_is_mended(shop):
    order, answer = tag_key(shop, f"{HOUSE}/entrance", key_tag="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<input type="hidden" name="next" value="/entrance">' in page
    mended = {"key_tag": "7", "next": "/entrance", "token": "t2"}
    again = browser_of(shop.guide).post(
        f"/act/service.tag_key/{order.pk}",
        mended,
        headers={"Referer": f"{HOUSE}/act/service.tag_key/{order.pk}"},
    )
    assert again["Location"] == "/entrance"


def test_a_form_that_was_opened_by_a_plain_link_goes_back_to_where_it_stood(shop):
    page = browser_of(shop.office_director).get(
        "/act/organization.employ_person", headers={"Referer": f"{HOUSE}/staff?who=all"}
    )
    assert '<input type="hidden" name="next" value="/staff?who=all">' in page.content.decode()


def test_a_form_inside_a_page_leaves_the_page_where_it_is(shop):
    page = browser_of(shop.office_director).get(
        "/act/organization.employ_person", headers={"Referer": f"{HOUSE}/staff", "HX-Request": "true"}
    )
    assert '<input type="hidden" name="next" value="">' in page.content.decode()
