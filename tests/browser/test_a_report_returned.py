"""A report comes back with a question, is answered, and is read: each by a tap from Today."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import Stage
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report, a_report_now

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]
State = Report.State


def test_returned_on_a_phone_answered_at_a_desk_and_read(stage: Stage) -> None:
    shop = stage.shop
    report = a_report(shop, "workshop_day")
    phone = stage.screen(shop.service_manager, "phone")
    stage.open(phone, "/")
    stage.tap(phone.locator(".task", has_text="车间日报").get_by_role("link", name="看报表"))
    expect(phone.locator("#report")).to_contain_text("完工工时")
    stage.press(phone, "退回提问")
    phone.get_by_label("问什么").fill("为什么没有完工的？")
    stage.tap(phone.get_by_role("button", name="退回", exact=True))
    expect(phone.locator("#report")).to_contain_text("等车间主管答复")
    assert Report.objects.get(pk=report.pk).state == State.RETURNED

    desk = stage.screen(shop.workshop_supervisor)
    stage.open(desk, "/")
    stage.tap(desk.locator(".task", has_text="车间日报").get_by_role("link", name="答复"))
    stage.press(desk, "答复报表")
    desk.get_by_label("答复").fill("两台都在等配件")
    stage.tap(desk.get_by_role("button", name="答复", exact=True))
    expect(desk.locator("#report")).to_contain_text("两台都在等配件")

    stage.open(phone, "/")
    stage.tap(phone.locator(".task", has_text="已答复，请再看").get_by_role("link", name="看报表"))
    expect(phone.locator("#report")).to_contain_text("两台都在等配件")
    stage.press(phone, "看过")
    expect(phone.locator("body")).to_contain_text("已看")
    assert Report.objects.get(pk=report.pk).state == State.READ


def test_an_advisor_writes_his_day_on_his_phone_beside_its_figures(stage: Stage) -> None:
    shop = stage.shop
    report = a_report_now(shop, "advisor_day")
    phone = stage.screen(shop.service_advisor, "phone")
    stage.open(phone, "/")
    with stage.within(2):
        stage.tap(phone.locator(".task", has_text="顾问每日小结").get_by_role("link", name="写"))
        expect(phone.locator("#report")).to_contain_text("进店")
        phone.get_by_label("分析").fill("今天没有车")
        stage.press(phone, "交报表")
    expect(phone.locator("#report")).to_contain_text("今天没有车")
    assert Report.objects.get(pk=report.pk).state == State.NEW
