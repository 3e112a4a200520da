"""The login ends while somebody writes: what he wrote stands there again when he is back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.stage import PASSWORD, Stage
from zhangdian.doors.simulation.visits import a_visit_arrived
from zhangdian.foundation.kernel.records import writing
from zhangdian.people.organization.models import LoginSession

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]


def test_words_that_were_typed_when_the_login_ended_are_there_after_the_next_one(stage: Stage) -> None:
    order = a_visit_arrived(stage.shop)
    page = stage.log_in(stage.shop.service_advisor)
    walk = reverse("service:walk_around", args=[order.pk])
    stage.open(page, walk)
    belongings = page.get_by_label("其他物品")
    page.get_by_role("checkbox", name="儿童座椅").check(force=True)
    page.get_by_role("checkbox", name="其他").check(force=True)
    belongings.fill("后备箱有一箱书")
    expect(page.locator("[data-saved]").first).to_be_visible()
    with writing():
        LoginSession.objects.all().delete()
    stage.open(page, walk)
    waiting = page.locator("zd-drafts")
    expect(waiting).to_contain_text("还有 1 份没写完的内容")
    assert order.plate not in page.locator("body").inner_text()
    page.get_by_label("工号或手机").fill(stage.shop.person("service_advisor").employee_no)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("checkbox", name="儿童座椅")).to_be_checked()
    expect(belongings).to_have_value("后备箱有一箱书")
