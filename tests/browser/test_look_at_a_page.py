"""The stage stands: somebody sees his home page in a real browser."""

import pytest

from tests.browser.stage import Stage

pytestmark = pytest.mark.needs("chromium")


def test_the_advisor_sees_an_empty_day(stage: Stage) -> None:
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, "/")
    assert page.get_by_role("heading", name="今日").is_visible()
