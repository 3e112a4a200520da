"""What customers pay is read by those who need it, on a page and as a sheet."""

import pytest
from django.urls import reverse

from tests.support.browsers import logged_in

BOOKS = ("receivables", "invoices", "accounts")


@pytest.mark.parametrize("name", BOOKS)
def test_who_works_without_prices_takes_no_list_of_bills_home(shop, name):
    sheet = reverse("ui:export", args=[name])
    assert logged_in(shop.guard).post(sheet).status_code == 404
    assert logged_in(shop.cashier).post(sheet).status_code == 200


@pytest.mark.parametrize("page", ["cashier:desk", "cashier:receivables", "cashier:cashdays"])
def test_who_works_without_prices_has_no_page_of_bills(shop, page):
    assert logged_in(shop.washer).get(reverse(page)).status_code == 404
    assert logged_in(shop.cashier).get(reverse(page)).status_code == 200
