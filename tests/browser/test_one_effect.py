"""Tapped twice, answered into nothing, sent again by the back button, open in two tabs: one effect (R3b)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.stage import Stage
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.resources.cashier.models import Payment, Receivable
from zhangdian.resources.cashier.tests import arranging as till

pytestmark = pytest.mark.needs("chromium")
PRESSES = "**/act/cashier.take_payment/*"
PART = "100.00"
"""Less than is owed: a second effect would find room."""


@pytest.fixture
def bill(stage: Stage) -> Receivable:
    till.at_the_till(stage.shop)
    return till.a_bill(stage.shop)


@pytest.fixture
def desk(stage: Stage, bill: Receivable) -> Page:
    """The form of the payment, filled in."""
    return filled(stage, stage.screen(stage.shop.cashier), bill)


def filled(stage: Stage, page: Page, bill: Receivable) -> Page:
    stage.open(page, f"/act/cashier.take_payment/{bill.pk}")
    page.get_by_label("收多少").fill(PART)
    page.get_by_label("渠道流水号").fill("4200001234")
    return page


def button(page: Page) -> Any:
    return page.get_by_role("button", name="确认到账")


def wait_until_paid(page: Page, bill: Receivable, amount: str = PART) -> None:
    """As the database has it."""
    for _ in range(200):
        if till.again(bill).paid == Decimal(amount):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"paid {till.again(bill).paid}")


def unsent(page: Page) -> int:
    """Acts that wait in this browser until the house answers."""
    kept = page.evaluate("() => Object.keys(localStorage)")
    return sum(name.startswith("zd-unsent") for name in kept)


def send_what_waits(page: Page) -> None:
    """The network is back."""
    page.evaluate("() => { dispatchEvent(new Event('online')) }")
    for _ in range(100):
        if not unsent(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError("still waiting")


def paid_once(stage: Stage, bill: Receivable) -> bool:
    assert [str(each) for each in violations([stage.shop.store])] == []
    return [each.amount for each in Payment.objects.filter(receivable=bill)] == [Decimal(PART)]


def slowly(page: Page, change: Callable[[str], str] = str) -> list[str]:
    """The house answers late, so that both taps are on their way; the tokens that were sent."""
    sent: list[str] = []

    def hold(route: Route) -> None:
        body = change(route.request.post_data or "")
        sent.append(dict(parse_qsl(body))["token"])
        page.wait_for_timeout(400)
        route.continue_(post_data=body)

    page.route(PRESSES, hold)
    return sent


def answer_into_nothing(page: Page, times: int) -> list[int]:
    """The house does it and its answer is lost on the way, so many times; what it had answered."""
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or len(lost) >= times:
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0).status)
        route.abort("connectionreset")

    page.route(PRESSES, lose)
    return lost


def test_a_double_tap_is_one_payment(stage, desk, bill):
    sent = slowly(desk)
    button(desk).dblclick()
    wait_until_paid(desk, bill)
    desk.wait_for_timeout(1500)
    assert len(set(sent)) == 1
    assert paid_once(stage, bill)


def test_with_a_token_for_each_tap_it_would_be_two(stage, desk, bill):
    """The negative control."""
    taps = iter("ab")

    def another_token(body: str) -> str:
        tap = next(taps)
        return urlencode({**dict(parse_qsl(body)), "token": tap * 32, "trade_no": f"4200001234{tap}"})

    slowly(desk, another_token)
    button(desk).evaluate("one => { one.form.requestSubmit(one); one.form.requestSubmit(one); }")
    desk.wait_for_timeout(4000)
    assert not paid_once(stage, bill)


def test_an_answer_that_was_lost_is_asked_for_again_and_it_was_done_once(stage, desk, bill):
    lost = answer_into_nothing(desk, 1)
    button(desk).click()
    expect(desk.locator("form[data-unsent]")).to_have_count(1)
    wait_until_paid(desk, bill)
    with desk.expect_response(PRESSES) as answer:
        button(desk).click()
    send_what_waits(desk)
    assert (lost, answer.value.status) == ([204], 204)
    assert paid_once(stage, bill)


def test_what_nobody_presses_again_the_page_sends_itself(stage, desk, bill):
    lost = answer_into_nothing(desk, 1)
    button(desk).click()
    expect(desk.locator("form[data-unsent]")).to_have_count(1)
    assert unsent(desk) == 1
    send_what_waits(desk)
    assert lost == [204]
    assert paid_once(stage, bill)


def test_after_the_back_button_the_same_slip_is_refused(stage, bill):
    """Without JavaScript, as the plainest browser sends it; the form is a new one and knows what is paid."""
    page = without_script(stage)
    filled(stage, page, bill)
    form = page.url
    button(page).click()
    page.wait_for_url(lambda url: url != form)
    wait_until_paid(page, bill)
    page.go_back()
    expect(button(page)).to_contain_text("584.00")
    page.get_by_label("收多少").fill(PART)
    page.get_by_label("渠道流水号").fill("4200001234")
    button(page).click()
    expect(page.locator(".refusal")).to_contain_text("已经收过一笔")
    assert paid_once(stage, bill)


def without_script(stage: Stage) -> Page:
    cookies = stage.screen(stage.shop.cashier).context.cookies()
    plain: BrowserContext = stage.browser.new_context(java_script_enabled=False, locale="zh-CN")
    plain.add_cookies([{"name": each["name"], "value": each["value"], "url": stage.url} for each in cookies])
    return stage.page(plain)


def test_of_two_tabs_that_take_all_one_is_told_that_it_is_paid(stage, bill):
    one = stage.screen(stage.shop.cashier)
    tabs = [one, stage.page(one.context)]
    for number, tab in enumerate(tabs):
        stage.open(tab, f"/act/cashier.take_payment/{bill.pk}")
        tab.get_by_label("渠道流水号").fill(f"420000123{number}")
    button(tabs[0]).click()
    wait_until_paid(tabs[0], bill, "684.00")
    button(tabs[1]).click()
    expect(tabs[1].locator(".refusal")).to_be_visible()
    assert Payment.objects.filter(receivable=bill).count() == 1
