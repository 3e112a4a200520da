"""One car at the desk of renewals, from the list to the new policy; another that is lost. Screen 9's taps."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage
from zhangdian.aftercare.insurance.models import Renewal
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.people.messaging.models import Message

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]
State = Renewal.State


def chip(stage: Stage, page: Page, text: str) -> None:
    stage.tap(page.locator("#renewal label.chip", has_text=text).first)


def test_from_the_list_to_the_policy(stage: Stage) -> None:
    shop = stage.shop
    renewal = renewing.owned(shop)
    renewing.agreed(shop, renewal.customer)
    shop.at(renewal.next_at)
    renewing.a_binding_quote(shop, renewal.vehicle)
    desk = stage.screen(shop.renewal_clerk)
    stage.open(desk, "/insurance/renewals")
    stage.tap(desk.locator("#listing tr", has_text=renewal.plate[-5:]).first)
    expect(desk.locator("#renewal")).to_contain_text("我是")
    with stage.within(1):
        stage.press(desk, "未接")
        expect(desk.get_by_role("heading", level=1)).to_have_text("续保")
        expect(desk.locator("#listing")).to_be_visible()

    path = f"/insurance/renewals/{renewal.pk}"
    stage.open(desk, path)
    with stage.within(5):
        stage.press(desk, "短信")
        stage.press(desk, "发短信")
        desk.wait_for_url("**" + path)
    expect(desk.locator("#renewal")).to_contain_text("短信待发")
    assert Message.objects.get(occasion="insurance.quote").vehicle_id == renewal.vehicle_id

    with stage.within(4):
        chip(stage, desk, "考虑")
        chip(stage, desk, "价格")
        chip(stage, desk, "很可能")
        stage.press(desk, "记下，下一位")
        desk.wait_for_url("**/insurance/renewals")
    assert renewing.of_car(shop).intention == "a"

    policy = renewing.renewed(shop, renewing.of_car(shop))
    stage.open(desk, path)
    expect(desk.locator("#renewal")).to_contain_text("这台车登记了新保单")
    with stage.within(3):
        stage.tap(desk.locator(".hint").get_by_role("link", name="续保成功"))
        stage.tap(desk.locator("label.chip", has_text=policy.number))
        stage.press(desk, "续保成功")
        expect(desk.locator("#renewal")).to_contain_text("已续保")
    won = renewing.of_car(shop)
    assert (won.state, won.won_policy_id) == (State.WON, policy.pk)


def test_lost_with_its_reason(stage: Stage) -> None:
    shop = stage.shop
    renewal = renewing.a_renewal(shop)
    desk = stage.screen(shop.renewal_clerk)
    stage.open(desk, f"/insurance/renewals/{renewal.pk}")
    with stage.within(3):
        stage.press(desk, "战败")
        stage.tap(desk.locator("label.chip", has_text="电销网销价低"))
        desk.get_by_label("详情").fill("电销报 2,900，比我们少 380")
        stage.press(desk, "记战败")
        expect(desk.locator("#listing")).to_be_visible()
    lost = renewing.of_car(shop)
    assert (lost.state, lost.lost_because.name) == (State.LOST, "电销网销价低")
