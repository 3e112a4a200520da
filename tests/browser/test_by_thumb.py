"""An errand by the thumb alone at 390 px: from Today to the item, the act, and back on Today."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage
from zhangdian.aftercare.insurance.models import BarredAttempt, Policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.aftercare.insurance.tests.arranging import a_car, insurer
from zhangdian.aftercare.insurance.trials.actions import report_barred_insurer
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Request
from zhangdian.frontline.service.writeup.actions import grant_discount

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]

SMALL = """() => [...document.querySelectorAll("main :is(a, button, summary, select), header.top a, nav a")]
  .filter((one) => one.getClientRects().length && getComputedStyle(one, "::after").position !== "absolute")
  .map((one) => [one, (one.closest(".input, label") ?? one).getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5)
  .map(([one]) => one.outerHTML.slice(0, 90))"""


def fits_the_thumb(page: Page, address: str) -> None:
    """The page is no wider than the screen, and what is pressed is large enough."""
    page.wait_for_url(address)
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []


def test_a_signature_is_given_from_today(stage: Stage) -> None:
    shop = stage.shop
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001"])
    asked = grant_discount(shop.service_advisor, visits.again(order), percent=20, reason="等太久").subject
    page = stage.screen(shop.front_desk_supervisor, "phone")
    stage.open(page, "/")
    fits_the_thumb(page, stage.url + "/")
    page.get_by_role("link", name="去签").tap()
    fits_the_thumb(page, "**/signatures")
    page.get_by_role("button", name="签字同意").tap()
    expect(page.locator("main")).to_contain_text("没有等您签字的")
    page.get_by_role("link", name="今日").tap()
    page.wait_for_url(stage.url + "/")
    expect(page.locator("main")).not_to_contain_text("工时优惠 20%")
    asked.refresh_from_db()
    assert asked.state == Request.State.DONE


def test_a_barred_attempt_is_read_from_today(stage: Stage) -> None:
    shop = stage.shop
    report_barred_insurer(shop.renewal_clerk, a_car(shop), insurer=insurer("QM"))
    page = stage.screen(shop.fi_manager, "phone")
    stage.open(page, "/")
    page.locator(".task", has_text="想报 青漠").get_by_role("link").tap()
    fits_the_thumb(page, "**/insurance/attempts/*")
    page.get_by_role("link", name="已阅").tap()
    fits_the_thumb(page, "**/act/**")
    page.get_by_role("button", name="已阅").tap()
    page.wait_for_url("**/insurance/attempts/*")
    expect(page.locator("header.top")).to_contain_text("已阅")
    page.get_by_role("link", name="今日").tap()
    page.wait_for_url(stage.url + "/")
    expect(page.locator("main")).not_to_contain_text("想报 青漠")
    assert BarredAttempt.objects.get().read_by == shop.person("fi_manager")


def test_a_policy_is_checked_from_today(stage: Stage) -> None:
    shop = stage.shop
    policy = a_policy(shop)
    page = stage.screen(shop.fi_manager, "phone")
    stage.open(page, "/")
    page.locator(".task", has_text=policy.number).get_by_role("link").tap()
    fits_the_thumb(page, "**/insurance/policies/*")
    page.get_by_role("link", name="复核").tap()
    fits_the_thumb(page, "**/act/**")
    page.get_by_label("保单号").fill(policy.number)
    page.get_by_label("保费").fill("3000")
    page.get_by_label("起保日").fill(str(policy.starts_at.astimezone(shop.clock.standing.zone).date()))
    page.get_by_label("最后一天").fill("2026-01-01")
    page.get_by_label("车架号").fill(policy.vehicle.vin[-6:])
    page.get_by_label("车损险保额").fill("86000")
    page.get_by_label("三者险保额").fill("200")
    page.get_by_label("一共几个险种").fill("2")
    page.get_by_role("button", name="复核").tap()
    refusal = page.locator(".refusal")
    expect(refusal).to_contain_text("最后一天")
    expect(page.get_by_label("保费")).to_have_value("3000")
    page.get_by_label("最后一天").fill("2027-11-24")
    assert Policy.objects.get().checked_at is None
