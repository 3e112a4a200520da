"""Whole errands by the keyboard alone: Tab finds, the ring is seen, Enter does."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage
from tests.browser.test_keys import STOP
from zhangdian.aftercare.insurance.models import Quote
from zhangdian.aftercare.insurance.tests.arranging import a_car
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Request
from zhangdian.frontline.service.writeup.actions import grant_discount
from zhangdian.management.duties.appraisal.tests import arranging as appraisals
from zhangdian.management.duties.models import Objection

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]

MOST_STOPS = 80
NAME = "(document.activeElement.textContent || document.activeElement.value || '').trim()"


def tab_to(page: Page, name: str) -> None:
    """Tab until what has the focus is called so; each stop on the way is seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        assert stop is None or stop["seen"], stop["name"]
        if stop is not None and str(page.evaluate(NAME)).startswith(name):
            return
    raise AssertionError(f"no Tab leads to {name}")


def test_what_waits_for_a_signature_is_signed_or_refused(stage: Stage) -> None:
    shop = stage.shop
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001"])
    first = grant_discount(shop.service_advisor, visits.again(order), percent=20, reason="等太久").subject
    page = stage.screen(shop.front_desk_supervisor)
    stage.open(page, "/signatures")
    tab_to(page, "不同意")
    page.keyboard.press("Enter")
    page.wait_for_url("**/act/**")
    tab_to(page, "金额太高")
    page.keyboard.press("Enter")
    page.wait_for_url(stage.url + "/signatures")
    expect(page.locator("main")).to_contain_text("没有等您签字的")
    first.refresh_from_db()
    assert (first.state, first.answer) == (Request.State.REFUSED, "金额太高")
    second = grant_discount(shop.service_advisor, visits.again(order), percent=15, reason="等太久").subject
    stage.open(page, "/signatures")
    tab_to(page, "签字同意")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("没有等您签字的")
    second.refresh_from_db()
    assert second.state == Request.State.DONE


def test_a_line_of_the_appraisal_is_objected_to(stage: Stage) -> None:
    sheet = appraisals.released(stage.shop, 2, "两次没有礼貌用语")
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, f"/duties/appraisals/{sheet.pk}")
    tab_to(page, "提异议")
    page.keyboard.press("Enter")
    expect(page.locator(".act textarea, .act input:visible").first).to_be_focused()
    page.keyboard.type("那两天我在外面接车")
    tab_to(page, "提异议")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/duties/appraisals/{sheet.pk}")
    expect(page.locator("main")).to_contain_text("那两天我在外面接车")
    assert Objection.objects.get().reason == "那两天我在外面接车"


def test_what_is_wrong_takes_the_focus(stage: Stage) -> None:
    car = a_car(stage.shop)
    page = stage.screen(stage.shop.renewal_clerk)
    stage.open(page, f"/act/insurance.open_quote/{car.pk}")
    page.get_by_label("新车购置价").fill("十二万")
    page.keyboard.press("Enter")
    expect(page.get_by_label("新车购置价")).to_be_focused()
    expect(page.locator(".is-bad")).to_contain_text("请写数字")
    page.keyboard.press("Control+a")
    page.keyboard.type("120000")
    page.get_by_label("起保日").fill("2020-01-01")
    page.keyboard.press("Enter")
    refusal = page.locator(".refusal")
    expect(refusal).to_contain_text("已经过了")
    expect(refusal).to_be_focused()


def test_a_premium_is_tried_from_the_page_of_the_car(stage: Stage) -> None:
    car = a_car(stage.shop)
    page = stage.screen(stage.shop.renewal_clerk)
    stage.open(page, f"/customers/vehicles/{car.pk}")
    tab_to(page, "试算保费")
    page.keyboard.press("Enter")
    first = page.locator(".act .field :is(input, select)").first
    expect(first).to_be_focused()
    folds = page.locator(".fold")
    seen = folds.filter(has_text="少见的记录")
    expect(seen.locator("details, .fields")).not_to_be_visible()
    tab_to(page, "少见的记录")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("第一次投交强险")).to_be_checked()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(seen).to_contain_text("第一次投交强险")
    tab_to(page, "试算")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("本店估算，不是报价")
    assert Quote.objects.get().claims.first_compulsory


def test_the_sum_of_a_cover_is_chosen_among_those_that_it_offers(stage: Stage) -> None:
    car = a_car(stage.shop)
    page = stage.screen(stage.shop.renewal_clerk)
    stage.open(page, f"/act/insurance.open_quote/{car.pk}")
    third = page.locator("tr", has=page.locator("option[value=THIRD_PARTY]:checked"))
    expect(third.get_by_label("保额", exact=True)).to_have_value("2000000")
    third.get_by_label("保额", exact=True).select_option("300 万")
    expect(third.locator("input[name$=-sum]")).to_have_value("3000000")
    expect(third.locator("[data-field=days] input")).not_to_be_visible()
    cover = third.locator("[data-field=cover] select")
    cover.select_option("REPAIR_PERIOD")
    repair = page.locator("tr", has=page.locator("option[value=REPAIR_PERIOD]:checked"))
    expect(repair.locator("[data-field=days] input")).to_be_visible()
    expect(repair.locator("input[name$=-sum]")).to_have_value("")


def test_a_fold_opens_when_the_browser_finds_something_wrong_in_it(stage: Stage) -> None:
    car = a_car(stage.shop)
    page = stage.screen(stage.shop.renewal_clerk)
    stage.open(page, f"/act/insurance.open_quote/{car.pk}")
    inside = page.get_by_label("地区")
    page.locator(".fold", has=inside).evaluate("fold => { fold.open = false }")
    expect(inside).not_to_be_visible()
    inside.evaluate("select => { select.selectedIndex = -1 }")
    page.get_by_role("button", name="试算").click()
    expect(inside).to_be_visible()
