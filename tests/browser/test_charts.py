"""A chart on a screen answers a finger; on paper the drawing of the server stands in its place."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.stage import Stage
from zhangdian.doors.simulation import visits

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_column_says_its_figure_and_paper_keeps_the_drawing(stage: Stage, size: str) -> None:
    shop = stage.shop
    visits.a_visit_in_repair(shop)
    page = stage.screen(shop.service_manager, size)
    stage.open(page, reverse("reports:indicator", args=["service.cars_arrived"]))
    chart = page.locator("zd-chart").first
    expect(chart).to_have_attribute("drawn", "")
    drawing = chart.locator("svg.columns")
    expect(drawing).to_be_hidden()
    box = chart.locator(".live").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 44, box["y"] + box["height"] / 2)
    expect(chart.locator(".live")).to_contain_text(f"{shop.today.month}月  1 台")
    page.emulate_media(media="print")
    expect(drawing).to_be_visible()
    expect(chart.locator(".live")).to_be_hidden()
