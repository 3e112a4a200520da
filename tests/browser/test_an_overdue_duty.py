"""A manager sees an advisor's overdue duty, the advisor does it, it closes, and his appraisal moves."""

from datetime import time

import pytest
from playwright.sync_api import expect

from tests.browser.stage import Stage
from zhangdian.management.duties.appraisal.tests.arranging import DUTIES, SCORED, a_scheme
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.own.tests import arranging as own
from zhangdian.management.duties.tests import arranging as duties
from zhangdian.people.organization.roles import Role

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]

SENTENCE = "每天上岗前读一遍本岗位说明书并签收"


@pytest.fixture
def overdue(stage: Stage) -> DueItem:
    """Due by nine, shown by signing the description of the post; it is half past nine."""
    shop = stage.shop
    duties.with_duties(shop)
    a_scheme(shop, rows=[DUTIES, SCORED])
    own.add(
        shop,
        sentence=SENTENCE,
        posts=[Role.SERVICE_ADVISOR],
        due=time(9),
        each=True,
        proof="duties.sign_post",
    )
    shop.later(days=2)
    shop.at("08:30")
    duties.the_clock_looks(shop)
    shop.at("09:30")
    duties.the_clock_looks(shop)
    found: DueItem = DueItem.objects.get(
        person=shop.person("service_advisor"), day=shop.today, words="", code__startswith="OWN"
    )
    return found


@pytest.mark.duty("STF-08", "SVM-13")
def test_the_chain_from_an_overdue_duty_to_the_appraisal(stage: Stage, overdue: DueItem) -> None:
    shop = stage.shop
    head = stage.screen(shop.front_desk_supervisor)
    stage.open(head, "/duties/posts")
    late = head.locator(f'a[href="/duties/due/{overdue.pk}"]')
    expect(late).to_contain_text(SENTENCE)
    expect(late).to_contain_text(shop.person("service_advisor").name)
    late.click()
    expect(head.get_by_role("heading", name="已迟")).to_be_visible()

    advisor = stage.screen(shop.service_advisor, "tablet")
    stage.open(advisor, "/duties/appraisals/now")
    duty = advisor.locator(".row-card", has_text="职责按时率")
    before = duty.locator(".end b").inner_text()
    expect(duty).to_contain_text("迟 1 · 没做")
    stage.open(advisor, "/")
    expect(advisor.get_by_text(SENTENCE).first).to_be_visible()
    stage.open(advisor, "/duties/post")
    stage.press(advisor, "已读，签收")
    expect(advisor.get_by_role("button", name="已读，签收")).to_have_count(0)
    duties.the_clock_looks(shop)

    overdue.refresh_from_db()
    assert overdue.done_at is not None
    assert overdue.standing_at(shop.now) == DueItem.Standing.LATE
    head.reload()
    expect(head.get_by_role("heading", name="迟", exact=True)).to_be_visible()
    stage.open(advisor, "/")
    expect(advisor.get_by_text(SENTENCE)).to_have_count(0)
    stage.open(advisor, "/duties/appraisals/now")
    after = duty.locator(".end b").inner_text()
    assert float(after) > float(before)
    duty.get_by_role("link", name="看记录").click()
    expect(advisor.locator(f'a[href="/duties/due/{overdue.pk}"]')).to_be_visible()
    assert stage.wrong == []
