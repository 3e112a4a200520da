"""Words that would come alive in a page, in the browser that would run them: nothing is run (R11b)."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Dialog, Page

from tests.browser.stage import Stage
from tests.support import planting
from tests.test_every_page import pages
from tests.test_planted_words import is_read_as_a_page, shown_to_a_reader, tell_of_customers, without_escape
from zhangdian.people.customers.models import Customer

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]


class Watch:
    """What a page does that no template of the house says."""

    def __init__(self, page: Page) -> None:
        self.page, self.happened = page, list[str]()
        page.on("dialog", self.a_dialog)
        page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        page.on("console", self.said)

    def a_dialog(self, dialog: Dialog) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.happened.append(message.text[:300])

    def look(self, url: str) -> list[str]:
        """Open it, wait until its scripts have done their work; what happened and what was born there."""
        self.happened.clear()
        self.page.goto(url, wait_until="load")
        self.page.wait_for_timeout(SETTLES)
        born = self.page.locator(f"[{planting.MARK}], {planting.MARK}").count()
        return [*self.happened, *([f"{born} elements"] if born else [])]


SETTLES = 150
"""Milliseconds in which partials are fetched and pictures fail."""


def pages_read(stage: Stage) -> Iterator[tuple[str, str]]:
    """Every page with records that it shows, and the session of one who reads it."""
    for address in pages():
        for client, url, answer in shown_to_a_reader(address, stage.shop):
            if is_read_as_a_page(answer):
                yield client.cookies[settings.SESSION_COOKIE_NAME].value, url


@pytest.mark.long
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_page_runs_a_word(stage: Stage, size: str) -> None:
    planting.live_in_words(stage.shop, planting.Planter())
    device, amiss, looked = stage.device(size), {}, 0
    watch = Watch(stage.page(device))
    for session, path in pages_read(stage):
        device.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": stage.url}])
        if found := watch.look(stage.url + path):
            amiss[path] = found
        looked += 1
    assert amiss == {}
    assert looked > LEAST


LEAST = 60
"""Pages that a lived-in store shows."""


@pytest.mark.long
def test_one_value_that_is_not_escaped_is_seen(stage: Stage) -> None:
    planting.live_in_words(stage.shop, planting.Planter())
    watch = Watch(stage.screen(stage.shop.general_manager))
    tell_of_customers(planting.ALIVE[1])
    with without_escape():
        found = watch.look(stage.url + reverse("customers:customer", args=[newest_customer()]))
    assert [what for what in found if "Content Security Policy" in what], found
    assert "1 elements" in found


def newest_customer() -> int:
    return Customer._base_manager.order_by("-pk").values_list("pk", flat=True)[0]
