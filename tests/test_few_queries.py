"""The pages that are open all day ask the database a few times, frame and person included."""

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look
from zhangdian.doors.simulation import visits

MOST = {"home": 12, "orders": 6, "visit": 16, "board": 23, "search": 10}


@pytest.fixture
def order(shop):
    for number in range(3):
        visits.a_visit_signed(shop, f"宁Z7100{number}")
    return visits.a_visit_in_repair(shop)


@pytest.mark.parametrize("page", MOST)
def test_a_page_of_all_day_asks_few_times(shop, order, page, django_assert_max_num_queries):
    who, address = {
        "home": (shop.service_advisor, reverse("web:home")),
        "orders": (shop.service_advisor, reverse("service:orders")),
        "visit": (shop.service_advisor, reverse("service:repairorder", args=[order.pk])),
        "board": (shop.workshop_supervisor, reverse("service:board")),
        "search": (shop.service_advisor, reverse("web:search") + f"?q={order.plate[-4:]}"),
    }[page]
    with django_assert_max_num_queries(MOST[page]):
        assert look(who, address).status_code == 200


def test_a_session_brings_its_person_along(shop, order, django_assert_max_num_queries):
    browser = browser_of(shop.service_advisor)
    browser.get(reverse("service:orders"))
    with django_assert_max_num_queries(MOST["orders"]):
        assert browser.get(reverse("service:orders")).status_code == 200
