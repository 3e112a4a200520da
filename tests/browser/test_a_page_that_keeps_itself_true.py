"""A page follows what happens to its car, also when its own asking fails once."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.stage import Stage
from zhangdian.doors.simulation import visits
from zhangdian.foundation.ui import trails
from zhangdian.frontline.service.models import RepairOrder

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]


@pytest.fixture
def order(stage: Stage) -> RepairOrder:
    return visits.a_visit_ready(stage.shop)


@pytest.fixture
def tablet(stage: Stage, order: RepairOrder) -> Page:
    page = stage.screen(stage.shop.service_advisor, "tablet")
    stage.open(page, f"/deliveries/{order.pk}")
    return page


def failing(page: Page, *, times: int, with_status: int = 0) -> list[str]:
    """So many askings of the page are answered by nobody, or by this status; those that were."""
    failed: list[str] = []

    def fail(route: Route) -> None:
        if route.request.headers.get("x-requested-with") != "zd-live" or len(failed) >= times:
            route.continue_()
            return
        failed.append(route.request.url)
        if with_status:
            route.fulfill(status=with_status)
        else:
            route.abort("connectionreset")

    page.route("**/deliveries/*", fail)
    return failed


@pytest.mark.parametrize("status", [0, 429], ids=["nobody answers", "later, please"])
def test_what_could_not_be_fetched_is_asked_for_again(stage: Stage, tablet: Page, status: int) -> None:
    failed = failing(tablet, times=1, with_status=status)
    stage.press(tablet, "实车一致")
    expect(tablet.get_by_role("button", name="当面告诉了")).to_be_visible()
    assert len(failed) == 1


def test_the_network_is_back_and_it_asks_at_once(stage: Stage, tablet: Page) -> None:
    failed = failing(tablet, times=4)
    stage.press(tablet, "实车一致")
    for _ in range(4):
        tablet.wait_for_timeout(200)
        tablet.evaluate("() => { dispatchEvent(new Event('online')) }")
    expect(tablet.get_by_role("button", name="当面告诉了")).to_be_visible(timeout=5_000)
    assert len(failed) == 4


def test_a_page_that_is_no_longer_ours_is_not_asked_for_again(stage: Stage, tablet: Page) -> None:
    failed = failing(tablet, times=9, with_status=404)
    stage.press(tablet, "实车一致")
    tablet.wait_for_timeout(4_000)
    assert len(failed) == 1


def test_older_acts_that_somebody_reads_stay_where_they_are(
    stage: Stage, order: RepairOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trails, "SHOWN", 2)
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, f"/orders/{order.pk}")
    acts = page.locator(".timeline time")
    page.get_by_role("link", name="更早的").click()
    expect(acts).to_have_count(4)
    expect(page.locator(".older > div:focus")).to_have_count(1)
    page.evaluate("() => document.querySelector('zd-live').refresh()")
    expect(acts).to_have_count(4)
