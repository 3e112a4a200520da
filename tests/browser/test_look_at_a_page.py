"""The stage stands: somebody sees his home page in a real browser."""

import pytest

from tests.browser.stage import Stage
from zhangdian.doors.simulation.visits import a_visit_signed

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]


def test_the_advisor_sees_an_empty_day(stage: Stage) -> None:
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, "/")
    assert page.get_by_role("heading", name="今日").is_visible()


@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_a_visit_shows_its_money_and_its_people_at_every_size_and_nothing_beyond_the_edge(
    stage: Stage, size: str
) -> None:
    order = a_visit_signed(stage.shop)
    page = stage.screen(stage.shop.service_advisor, size)
    stage.open(page, f"/orders/{order.pk}")
    for said in ("客户要付", "车和人", "经过"):
        assert page.get_by_role("heading", name=said).is_visible()
    assert page.evaluate("document.querySelector('main.page').scrollWidth - innerWidth") <= 0
