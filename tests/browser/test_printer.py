"""A printer that prints beside the place is measured once, and every paper of its size is moved."""

import re
import zlib

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage
from zhangdian.doors.simulation.visits import a_visit_signed
from zhangdian.foundation.kernel.models import Paper

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ORIGIN = re.compile(rb"3\.125 0 0 3\.125 ([\d.]+) ([\d.]+) cm")
DOT = 0.24 / 72 * 25.4
"""Millimetres of one step of the printed page's grid."""
A4, FORM = (12, 8), (20, 6)
"""Where the papers of each size begin."""


def begins(page: Page) -> tuple[float, float]:
    """Millimetres from the left and the upper edge of the printed page to what is on it."""
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    drawn = (ORIGIN.search(inflated(each)) for each in STREAM.findall(printed))
    left, top = next(found for found in drawn if found).groups()
    return float(left) * DOT, float(top) * DOT


def inflated(stream: bytes) -> bytes:
    """What a part of the file says; a picture says nothing."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def near(place: tuple[float, float]) -> tuple[object, object]:
    """Within the grid of a screen's dots."""
    left, top = (pytest.approx(each, abs=0.3) for each in place)
    return left, top


def measure(page: Page, size: str, left: str, top: str) -> None:
    panel = page.locator(f"zd-printer[size={size}]")
    panel.get_by_label("左边线离纸左边").fill(left)
    panel.get_by_label("上边线离纸上边").fill(top)
    panel.get_by_role("button", name="按量到的校准").click()


def test_what_was_measured_moves_every_paper_of_its_size_until_it_is_taken_back(stage: Stage) -> None:
    """The trade's three-part form is printed on another printer than A4 (lessons c20)."""
    a_visit_signed(stage.shop)
    page = stage.screen(stage.shop.service_advisor)
    sheets = {size: f"{reverse('ui:printer_sheet')}?size={size}" for size in ("a4", "form")}
    order = reverse("service:paper", args=[Paper.objects.filter(kind="WL").latest("pk").pk])

    stage.open(page, sheets["form"])
    assert begins(page) == near(FORM)
    stage.open(page, reverse("ui:printer"))
    measure(page, "form", "22.5", "4")
    expect(page.locator("[data-now=form]")).to_have_text("现在往左 2.5 mm、往下 2 mm")
    expect(page.locator("[data-now=a4]")).to_have_text("现在不移")
    stage.open(page, sheets["form"])
    assert begins(page) == near((17.5, 8))
    stage.open(page, order)
    assert begins(page) == near(A4)

    stage.open(page, reverse("ui:printer"))
    measure(page, "form", "19", "6")
    expect(page.locator("[data-now=form]")).to_have_text("现在往左 1.5 mm、往下 2 mm")
    measure(page, "a4", "9", "20")
    expect(page.locator("[data-now=a4]")).to_have_text("现在往右 3 mm、往上 6 mm")
    stage.open(page, order)
    assert begins(page) == near((15, 2))
    page.get_by_role("link", name="印偏了").click()
    page.locator("zd-printer[size=a4]").get_by_role("button", name="不移了").click()
    expect(page.locator("[data-now=a4]")).to_have_text("现在不移")
    stage.open(page, order)
    assert begins(page) == near(A4)
