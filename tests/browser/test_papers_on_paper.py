"""Papers as the printer gets them: on the sheets of the trade, with nothing beyond their edge."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.stage import Stage
from tests.support.long_orders import LONG, a_written_order, fill_the_shelf
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.doors.simulation.visits import a_visit_left
from zhangdian.foundation.kernel.models import Paper
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.outage.actions import print_spare_forms
from zhangdian.resources.cashier.models import Payment
from zhangdian.resources.parts.models import Requisition

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]

A4 = (210, 297)
FORM = (241, 140)
"""Millimetres: a sheet, and the fanfold form in three copies."""
BOX = re.compile(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\]")
BEYOND = """() => [...document.querySelectorAll(".paper, .paper *")].filter(one => {
  const sheet = one.closest(".paper").getBoundingClientRect(), box = one.getBoundingClientRect();
  return box.width && (box.right > sheet.right + 1 || box.left < sheet.left - 1);
}).map(one => one.outerHTML.slice(0, 200))"""

TOLD = """() => [1, 2].map(at => document.documentElement.style.getPropertyValue(`--of-${at}`))"""
"""How many pages the foot of each copy says it has."""
LONG_WITHOUT_HEAD = """all => all.filter(one => one.rows.length > 50 && (
  !one.parentElement.tHead || getComputedStyle(one.parentElement.tHead).display !== "table-header-group"
)).map(one => one.textContent.slice(0, 60))"""
"""Tables over many pages whose head stands on the first one only."""


def papers_of(shop: Shop, order: RepairOrder) -> Iterator[tuple[str, Any]]:
    """Every paper of a whole visit, with one who may print it."""
    mine = Q(subject_type="service.repairorder", subject_id=order.pk)
    bills = Q(subject_type="service.statement", subject_id__in=order.statements.values("pk"))
    for paper in Paper.objects.filter(mine | bills):
        yield reverse("service:paper", args=[paper.pk]), shop.service_advisor
    yield reverse("service:gate_pass", args=[order.pk]), shop.service_advisor
    for requisition in Requisition.objects.for_purpose(order):
        yield reverse("parts:requisition_paper", args=[requisition.pk]), shop.storekeeper
    yield reverse("cashier:payment_paper", args=[Payment.objects.latest("pk").pk]), shop.cashier


def sheets(page: Page) -> list[tuple[int, int]]:
    """Width and height of each page as it is printed."""
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    return [
        (round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4))
        for wide, high in BOX.findall(printed)
    ]


def test_each_paper_of_a_visit_is_printed_on_its_own_size_and_nothing_is_cut_off(stage: Stage) -> None:
    order = a_visit_left(stage.shop)
    sizes: dict[str, list[tuple[int, int]]] = {}
    for path, who in papers_of(stage.shop, order):
        page = stage.screen(who)
        stage.open(page, path)
        page.emulate_media(media="print")
        assert page.locator(".paper").count(), path
        assert page.evaluate(BEYOND) == [], path
        form = page.locator(".paper.form").count()
        sizes[path] = sheets(page)
        assert set(sizes[path]) == {FORM if form else A4}, path
        assert not form or len(sizes[path]) == form, path
    assert {size for found in sizes.values() for size in found} == {A4, FORM}


def test_each_blank_form_for_an_outage_is_one_sheet(stage: Stage) -> None:
    print_spare_forms(stage.shop.service_advisor, count=3)
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, reverse("service:outage_pack"))
    page.emulate_media(media="print")
    assert page.evaluate(BEYOND) == []
    [told] = re.findall(r"\d+", page.evaluate(TOLD)[0])
    assert sheets(page) == [A4] * (int(told) + 3)


@pytest.mark.long
def test_a_visit_of_three_hundred_lines_goes_over_pages_that_are_counted_under_repeated_heads(
    stage: Stage,
) -> None:
    shop = stage.shop
    fill_the_shelf(shop)
    order = a_written_order(shop, LONG)
    visits.sign(shop, order)
    visits.take_home(shop, visits.again(order))
    long = {}
    for path, who in papers_of(shop, order):
        page = stage.screen(who)
        stage.open(page, path)
        page.emulate_media(media="print")
        assert page.evaluate(BEYOND) == [], path
        printed = len(sheets(page))
        if copies := page.locator(".paper.a4").count():
            told = [re.findall(r"\d+", one) for one in page.evaluate(TOLD)[:copies]]
            assert sum(int(pages) for [pages] in told) == printed, path
        if printed > copies + 1:
            long[path] = page.locator(".paper tbody").evaluate_all(LONG_WITHOUT_HEAD)
    assert len(long) == 3
    assert not any(long.values()), long
