"""The page of coverage, for those who answer for the duties."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from zhangdian.management.duties import views


def ask(ctx, query=""):
    request = RequestFactory().get(f"/duties/coverage{query}")
    vars(request)["ctx"] = ctx
    return request


def page(shop, who="office_director", query=""):
    return views.coverage_page(ask(getattr(shop, who), query)).content.decode()


@pytest.mark.duty("GM-17")
def test_the_office_sees_each_row_with_what_carries_it(shop):
    text = page(shop, query="?area=followup")
    assert "PROC-F-04" in text
    assert "记回访" in text
    assert "639" in text


def test_only_what_is_missing_is_one_tap_away(shop):
    assert "PROC-F-04" not in page(shop, query="?area=followup&scope=missing")


@pytest.mark.parametrize("query", ["?area=nonsense", "?scope=nonsense", "?area=%00"])
def test_an_address_that_makes_no_sense_is_an_empty_page_and_no_fault(shop, query):
    assert "职责覆盖" in page(shop, query=query)


def test_others_do_not_find_it(shop):
    with pytest.raises(Http404):
        views.coverage_page(ask(shop.technician))
